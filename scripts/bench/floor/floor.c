/*
 * The least that any generator of this site has to do: read the same inputs, parse and render their Markdown with
 * cmark-gfm, and write as many files of the same sizes, on as many threads.
 *
 *     floor CONTENT SIZES OUTPUT THREADS
 *
 * SIZES holds "BYTES PATH" of every file to write, a line each, sorted by folder. Everything under CONTENT is read. A
 * Markdown file is parsed from behind its front matter, with GitHub's extensions, and rendered to HTML; what was rendered
 * last fills the files. Nothing is looked up, linked, compared or escaped besides.
 */
#define _GNU_SOURCE
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct list {
    char **paths;
    size_t *sizes;
    size_t count, room;
};

static struct list inputs, outputs;
static atomic_size_t next_input, next_output, markdown;
static pthread_barrier_t all_read;
static int output_folder;

static void fail(const char *what, const char *path)
{
    fprintf(stderr, "floor: %s %s: %s\n", what, path, strerror(errno));
    exit(2);
}

static void *need(void *memory)
{
    if (!memory)
        fail("no memory for", "it");
    return memory;
}

static void append(struct list *list, const char *path, size_t size)
{
    if (list->count == list->room) {
        list->room = list->room ? list->room * 2 : 1024;
        list->paths = need(realloc(list->paths, list->room * sizeof *list->paths));
        list->sizes = need(realloc(list->sizes, list->room * sizeof *list->sizes));
    }
    list->paths[list->count] = need(strdup(path));
    list->sizes[list->count++] = size;
}

static int visit(const char *path, const struct stat *facts, int kind, struct FTW *place)
{
    (void)place;
    if (kind == FTW_F)
        append(&inputs, path, facts->st_size);
    return 0;
}

/* A site's own buffers, one set for each thread. */
struct worker {
    char *text;
    size_t room;
    char *html;
    size_t length;
};

static void render(struct worker *worker, const char *path, size_t size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    size_t have = 0;
    int is_markdown = size > 3 && !strcmp(path + strlen(path) - 3, ".md");
    size_t most = is_markdown ? size : 1 << 18; /* what is not Markdown is read through, a part at a time */

    if (file < 0)
        fail("cannot open", path);
    if (worker->room < most + 1)
        worker->text = need(realloc(worker->text, worker->room = most + 1));
    for (;;) {
        ssize_t got = read(file, worker->text + (is_markdown ? have : 0), is_markdown ? most - have : most);
        if (got < 0)
            fail("cannot read", path);
        if (got == 0)
            break;
        have += got;
        if (is_markdown && have == most)
            break;
    }
    close(file);
    if (!is_markdown)
        return;

    const char *body = worker->text;
    if (have > 4 && !memcmp(body, "---\n", 4)) {
        const char *end = memmem(body + 4, have - 4, "\n---\n", 5);
        if (end) {
            have -= end + 5 - body;
            body = end + 5;
        }
    }
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    static const char *const names[] = {"table", "strikethrough", "autolink", "tasklist"};
    for (size_t index = 0; index < sizeof names / sizeof *names; index++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[index]));
    cmark_parser_feed(parser, body, have);
    cmark_node *document = cmark_parser_finish(parser);
    char *html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
    size_t length = strlen(html);
    if (length > 0) {
        free(worker->html);
        worker->html = html;
        worker->length = length;
    } else {
        free(html);
    }
    cmark_node_free(document);
    cmark_parser_free(parser);
    atomic_fetch_add(&markdown, 1);
}

/* A page is put together in memory and written at once, as a generator does it. */
static void fill(struct worker *worker, const char *path, size_t size)
{
    int file = openat(output_folder, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (file < 0)
        fail("cannot make", path);
    if (worker->room < size + 1)
        worker->text = need(realloc(worker->text, worker->room = size + 1));
    for (size_t done = 0; done < size;) {
        size_t part = size - done < worker->length ? size - done : worker->length;
        memcpy(worker->text + done, worker->html, part);
        done += part;
    }
    for (size_t done = 0; done < size;) {
        ssize_t put = write(file, worker->text + done, size - done);
        if (put < 0)
            fail("cannot write", path);
        done += put;
    }
    if (close(file))
        fail("cannot close", path);
}

static void *work(void *unused)
{
    struct worker worker = {.html = need(strdup("<p></p>\n")), .length = 8};
    size_t index;

    (void)unused;
    while ((index = atomic_fetch_add(&next_input, 1)) < inputs.count)
        render(&worker, inputs.paths[index], inputs.sizes[index]);
    pthread_barrier_wait(&all_read);
    while ((index = atomic_fetch_add(&next_output, 1)) < outputs.count)
        fill(&worker, outputs.paths[index], outputs.sizes[index]);
    free(worker.text);
    free(worker.html);
    return NULL;
}

/* Every folder once, parents first: the list is sorted by folder. */
static void make_folders(void)
{
    char made[4096] = "";

    for (size_t index = 0; index < outputs.count; index++) {
        char path[4096];
        snprintf(path, sizeof path, "%s", outputs.paths[index]);
        char *slash = strrchr(path, '/');
        if (!slash)
            continue;
        *slash = 0;
        if (!strcmp(path, made))
            continue;
        strcpy(made, path);
        for (char *end = path; ; *end++ = '/') {
            end = strchrnul(end, '/');
            int is_last = !*end;
            *end = 0;
            if (mkdirat(output_folder, path, 0777) && errno != EEXIST)
                fail("cannot make", path);
            if (is_last)
                break;
        }
    }
}

int main(int count, char **words)
{
    if (count != 5) {
        fprintf(stderr, "usage: floor CONTENT SIZES OUTPUT THREADS\n");
        return 64;
    }
    int threads = atoi(words[4]);
    if (threads < 1 || threads > 256) {
        fprintf(stderr, "floor: THREADS is 1 to 256\n");
        return 64;
    }
    cmark_gfm_core_extensions_ensure_registered();
    if (nftw(words[1], visit, 64, FTW_PHYS))
        fail("cannot walk", words[1]);
    FILE *sizes = fopen(words[2], "r");
    if (!sizes)
        fail("cannot open", words[2]);
    size_t size, bytes = 0;
    char path[4096];
    while (fscanf(sizes, "%zu %4095[^\n]\n", &size, path) == 2) {
        append(&outputs, path, size);
        bytes += size;
    }
    fclose(sizes);
    if (mkdir(words[3], 0777))
        fail("cannot make", words[3]);
    output_folder = open(words[3], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (output_folder < 0)
        fail("cannot open", words[3]);
    make_folders();

    pthread_t others[256];
    pthread_barrier_init(&all_read, NULL, threads);
    for (int index = 1; index < threads; index++)
        if (pthread_create(&others[index], NULL, work, NULL))
            fail("cannot start", "a thread");
    work(NULL);
    for (int index = 1; index < threads; index++)
        pthread_join(others[index], NULL);
    fprintf(stderr, "read %zu files, rendered %zu, wrote %zu files, %zu bytes\n", inputs.count, (size_t)markdown,
            outputs.count, bytes);
    return 0;
}
