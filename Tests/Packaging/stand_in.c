// Stands in for the program in the tests of its packages: says of itself what they ask it for.
#include <stdio.h>
#include <string.h>

static const char help[] =
    "{\"command\": {\"commandName\": \"kfuncdocs\", \"abstract\": \"Stand in.\", \"discussion\": \"\", \"arguments\": [],"
    " \"subcommands\": [{\"commandName\": \"build\", \"superCommands\": [\"kfuncdocs\"], \"abstract\": \"Build.\","
    " \"discussion\": \"Exit status: 0 built.\", \"arguments\": []}]}}\n";

int main(int count, char **words) {
  if (count == 2 && strcmp(words[1], "--version") == 0) return puts("1.2.3") < 0;
  if (count == 2 && strcmp(words[1], "--experimental-dump-help") == 0) return fputs(help, stdout) < 0;
  if (count == 3 && strcmp(words[1], "--generate-completion-script") == 0) return printf("# for %s\n", words[2]) < 0;
  return 64;
}
