/*
 * Runs a command and writes what it took: seconds of wall, seconds of processor in the program and in the kernel, bytes of
 * memory that were resident at most, and its status.
 *
 *     took RESULT COMMAND [WORD ...]
 *
 * Linux carries the peak of a process over exec(2), so what starts a command has to be small, or its own size is measured.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int count, char **words)
{
    struct rusage usage;
    int status;

    if (count < 3)
        return 64;
    double start = now();
    pid_t child = fork();
    if (child < 0)
        return 71;
    if (!child) {
        execvp(words[2], words + 2);
        perror(words[2]);
        _exit(127);
    }
    if (wait4(child, &status, 0, &usage) < 0)
        return 71;
    double end = now();
    FILE *result = fopen(words[1], "w");
    if (!result)
        return 73;
    fprintf(result, "%.6f %ld.%06ld %ld.%06ld %ld %d\n", end - start, (long)usage.ru_utime.tv_sec,
            (long)usage.ru_utime.tv_usec, (long)usage.ru_stime.tv_sec, (long)usage.ru_stime.tv_usec, usage.ru_maxrss * 1024,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return fclose(result) ? 74 : 0;
}
