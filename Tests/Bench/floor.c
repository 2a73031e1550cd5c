// The floor under a build: what cmark-gfm and the file system take and nothing else.
//
//   floor THREADS LIST OUT
//
// LIST names Markdown files, one a line. Each is read, parsed and drawn by cmark-gfm, with the
// extensions Tidende uses, and written to OUT/NAME/index.html between as many bytes as the head and
// foot of a page have. There are no lists, no feeds, no templates, no links followed, no checks.
// The exit code is 1 when a file cannot be read or written.

#define _GNU_SOURCE
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { head_size = 1900, foot_size = 800, largest = 1 << 20, most_threads = 256, chunk = 16 };

static const char *const extension_names[] = {"table", "strikethrough", "autolink", "tasklist"};
enum { extension_count = sizeof extension_names / sizeof *extension_names };

static char **paths;
static size_t path_count;
static atomic_size_t next_path;
static atomic_int failed;
static const char *out;
static char frame[head_size];

// The HTML of a file's body; free it. `text` ends with a zero byte.
static char *drawn(const char *text) {
  const char *fence = strncmp(text, "---\n", 4) == 0 ? strstr(text + 3, "\n---\n") : NULL;
  const char *body = fence ? fence + 5 : text;
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
  for (int k = 0; k < extension_count; k++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(extension_names[k]);
    if (extension) cmark_parser_attach_syntax_extension(parser, extension);
  }
  cmark_parser_feed(parser, body, strlen(body));
  cmark_node *document = cmark_parser_finish(parser);
  char *html = cmark_render_html(
      document, CMARK_OPT_FOOTNOTES, cmark_parser_get_syntax_extensions(parser));
  cmark_node_free(document);
  cmark_parser_free(parser);
  return html;
}

// Makes the page of one file. `text` has room for `largest` bytes and one more.
static int make(const char *path, char *text) {
  int file = open(path, O_RDONLY);
  ssize_t size = file < 0 ? -1 : read(file, text, largest);
  if (file >= 0) close(file);
  if (size < 0) return 0;
  text[size] = 0;
  char *html = drawn(text);

  const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
  char target[4096];
  int length = snprintf(target, sizeof target - 16, "%s/%.*s", out, (int)strcspn(name, "."), name);
  mkdir(target, 0755);
  strcpy(target + length, "/index.html");
  struct iovec parts[] = {{frame, head_size}, {html, strlen(html)}, {frame, foot_size}};
  int page = open(target, O_CREAT | O_WRONLY | O_TRUNC, 0644);
  int good = page >= 0 && writev(page, parts, 3) > 0;
  if (page >= 0) close(page);
  free(html);
  return good;
}

static void *work(void *unused) {
  char *text = malloc(largest + 1);
  for (size_t first; text && (first = atomic_fetch_add(&next_path, chunk)) < path_count;) {
    for (size_t k = first; k < first + chunk && k < path_count; k++) {
      if (!make(paths[k], text)) failed = 1;
    }
  }
  free(text);
  return unused;
}

int main(int count, char **arguments) {
  int thread_count = count == 4 ? atoi(arguments[1]) : 0;
  FILE *list = count == 4 ? fopen(arguments[2], "r") : NULL;
  if (!list || thread_count < 1 || thread_count > most_threads) return 2;
  out = arguments[3];
  mkdir(out, 0755);
  memset(frame, ' ', sizeof frame);
  cmark_gfm_core_extensions_ensure_registered();
  char *line = NULL;
  size_t room = 0;
  for (ssize_t length; (length = getline(&line, &room, list)) > 0;) {
    line[strcspn(line, "\n")] = 0;
    paths = realloc(paths, (path_count + 1) * sizeof *paths);
    paths[path_count++] = strdup(line);
  }
  pthread_t threads[most_threads];
  for (int k = 0; k < thread_count; k++) pthread_create(&threads[k], NULL, work, NULL);
  for (int k = 0; k < thread_count; k++) pthread_join(threads[k], NULL);
  return failed;
}
