// What Swift sees of libcmark-gfm: parsing into memory of our own, and cheap reads of the tree.
//
// One document is one arena: everything the library allocates comes from it and is freed whole,
// which is 1.4 times as fast as malloc and free for every node. An arena has a limit. The library
// cannot be interrupted, but its memory can run out: then control jumps back out of it, and as
// nothing lives outside the arena nothing is lost. So a text that would expand without bound
// (references, table cells) ends at the same byte on every machine.
//
// Nodes are read through the library's own `node.h` (installed beside the public header, same
// package, and the library's file name carries its full version): the public getters copy every
// literal.

#ifndef TDN_SHIM_H
#define TDN_SHIM_H

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Exported by the extensions library, in none of its headers.
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;
extern cmark_node_type CMARK_NODE_STRIKETHROUGH;

// The arena ------------------------------------------------------------------------------------

typedef struct tdn_slab {
  struct tdn_slab *older;
  char *next, *end;
} tdn_slab;

typedef struct tdn_document {
  tdn_slab *slab;
  size_t used, limit;
  cmark_node *root;
  jmp_buf overflow;
} tdn_document;

// The document this thread is parsing. Parsing, reading and freeing happen in one call on one
// thread; a file-scope thread-local in a header does not link from Swift, this does.
static inline tdn_document **tdn_current(void) {
  static __thread tdn_document *document;
  return &document;
}

// Every block has 16 bytes before it that hold its size, so `realloc` needs no search.
enum { tdn_header = 16 };

static inline void *tdn_allocate(size_t size) {
  tdn_document *document = *tdn_current();
  if (size > document->limit) longjmp(document->overflow, 1);
  size = (size + 15) & ~(size_t)15;
  size_t need = size + tdn_header;
  tdn_slab *slab = document->slab;
  if ((size_t)(slab->end - slab->next) < need) {
    size_t room = need > 1 << 18 ? need : 1 << 18;
    document->used += room;
    slab = document->used > document->limit ? NULL : malloc(sizeof(tdn_slab) + 16 + room);
    if (slab == NULL) longjmp(document->overflow, 1);
    slab->older = document->slab;
    slab->next = (char *)(((uintptr_t)(slab + 1) + 15) & ~(uintptr_t)15);
    slab->end = slab->next + room;
    document->slab = slab;
  }
  char *block = slab->next;
  slab->next += need;
  *(size_t *)block = size;
  return block + tdn_header;
}

static inline void *tdn_calloc(size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) total = SIZE_MAX;
  void *block = tdn_allocate(total);
  memset(block, 0, total);
  return block;
}

static inline void *tdn_realloc(void *old, size_t size) {
  if (old == NULL) return tdn_allocate(size);
  size_t oldSize = *(size_t *)((char *)old - tdn_header);
  if (size <= oldSize) return old;
  // A buffer that grows is usually the newest block: then it only gets longer.
  tdn_slab *slab = (*tdn_current())->slab;
  size_t more = ((size + 15) & ~(size_t)15) - oldSize;
  if ((char *)old + oldSize == slab->next && more <= (size_t)(slab->end - slab->next)) {
    slab->next += more;
    *(size_t *)((char *)old - tdn_header) = oldSize + more;
    return old;
  }
  void *block = tdn_allocate(size);
  memcpy(block, old, oldSize);
  return block;
}

static inline void tdn_release(void *block) { (void)block; }

// Parsing --------------------------------------------------------------------------------------

// What a document needs; each costs time on every line or character, so only what is used is on.
enum {
  tdn_tables = 1, tdn_strikethrough = 2, tdn_autolinks = 4, tdn_tasks = 8, tdn_footnotes = 16
};

// While it parses inlines the library switches the extensions' special characters on, and then off
// again, in one global table, so a text parsed beside another could lose its `~~` or addresses.
// `tdn_start` switches them on for good, and leaves the extensions none to switch. Strikethrough
// needs one, by which its delimiters are known: it gets a control character for that, and a matcher
// of its own that says so.
enum { tdn_strike_delimiter = 1 };

// GFM §6.5: one or two tildes delimit, more are text.
static inline cmark_node *tdn_match_strike(
    cmark_syntax_extension *self, cmark_parser *parser, cmark_node *parent, unsigned char byte,
    cmark_inline_parser *inlines) {
  (void)self, (void)parser;
  if (byte != '~') return NULL;
  int start = cmark_inline_parser_get_offset(inlines), opens, closes, before, after;
  int count = cmark_inline_parser_scan_delimiters(
      inlines, INT32_MAX, byte, &opens, &closes, &before, &after);
  cmark_node *text = cmark_node_new_with_mem(CMARK_NODE_TEXT, cmark_node_mem(parent));
  text->as.literal = cmark_chunk_dup(cmark_inline_parser_get_chunk(inlines), start, count);
  if ((opens || closes) && count <= 2)
    cmark_inline_parser_push_delimiter(inlines, tdn_strike_delimiter, opens, closes, text);
  return text;
}

// To be called once, before anything else, from one thread.
static inline void tdn_start(void) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_syntax_extension *strike = cmark_find_syntax_extension("strikethrough");
  cmark_syntax_extension *autolink = cmark_find_syntax_extension("autolink");
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
  cmark_parser_attach_syntax_extension(parser, strike);
  cmark_parser_attach_syntax_extension(parser, autolink);
  cmark_manage_extensions_special_characters(parser, 1);
  cmark_parser_free(parser);
  cmark_syntax_extension_set_special_inline_chars(autolink, NULL);
  cmark_syntax_extension_set_special_inline_chars(
      strike, cmark_llist_append(
                  cmark_get_default_mem_allocator(), NULL, (void *)(size_t)tdn_strike_delimiter));
  cmark_syntax_extension_set_match_inline_func(strike, tdn_match_strike);
}

static inline void tdn_attach(cmark_parser *parser, unsigned wanted, const char *name) {
  if (wanted) cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
}

static inline void tdn_run(
    tdn_document *document, const char *text, size_t length, unsigned needs) {
  static cmark_mem memory = {tdn_calloc, tdn_realloc, tdn_release};
  if (setjmp(document->overflow)) return;
  int options = needs & tdn_footnotes ? CMARK_OPT_FOOTNOTES : CMARK_OPT_DEFAULT;
  cmark_parser *parser = cmark_parser_new_with_mem(options, &memory);
  tdn_attach(parser, needs & tdn_tables, "table");
  tdn_attach(parser, needs & tdn_strikethrough, "strikethrough");
  tdn_attach(parser, needs & tdn_autolinks, "autolink");
  tdn_attach(parser, needs & tdn_tasks, "tasklist");
  cmark_parser_feed(parser, text, length);
  document->root = cmark_parser_finish(parser);
}

// Parses a text. `root` is NULL when more than `limit` bytes of memory would be needed.
static inline tdn_document *tdn_parse(
    const char *text, size_t length, unsigned needs, size_t limit) {
  // Twice what articles take, so that one block does.
  size_t room = 14 * length + 8192;
  if (room > 1 << 20) room = 1 << 20;
  tdn_document *document = malloc(sizeof(tdn_document) + sizeof(tdn_slab) + 32 + room);
  if (document == NULL) abort();
  tdn_slab *slab = (tdn_slab *)(document + 1);
  slab->older = NULL;
  slab->next = (char *)(((uintptr_t)(slab + 1) + 15) & ~(uintptr_t)15);
  slab->end = slab->next + room;
  document->slab = slab;
  document->used = room;
  document->limit = limit;
  document->root = NULL;
  tdn_document *outer = *tdn_current();
  *tdn_current() = document;
  tdn_run(document, text, length, needs);
  *tdn_current() = outer;
  return document;
}

// The first slab is part of the document's own block.
static inline void tdn_free(tdn_document *document) {
  tdn_slab *slab = document->slab;
  while (slab->older != NULL) {
    tdn_slab *older = slab->older;
    free(slab);
    slab = older;
  }
  free(document);
}

// Reading --------------------------------------------------------------------------------------

// The kinds of node, one dense row of numbers; `NodeKind` in Tree.swift has the same.
enum tdn_kind {
  tdn_other, tdn_document_node, tdn_quote, tdn_list, tdn_item, tdn_code_block, tdn_html_block,
  tdn_paragraph, tdn_heading, tdn_rule, tdn_footnote, tdn_table, tdn_row, tdn_cell,
  tdn_text_node, tdn_soft_break, tdn_hard_break, tdn_code, tdn_html, tdn_emphasis, tdn_strong,
  tdn_strike, tdn_link, tdn_image, tdn_footnote_mark
};

static inline uint8_t tdn_kind_of(const cmark_node *node) {
  switch (node->type) {
  case CMARK_NODE_TEXT: return tdn_text_node;
  case CMARK_NODE_SOFTBREAK: return tdn_soft_break;
  case CMARK_NODE_LINEBREAK: return tdn_hard_break;
  case CMARK_NODE_CODE: return tdn_code;
  case CMARK_NODE_HTML_INLINE: return tdn_html;
  case CMARK_NODE_EMPH: return tdn_emphasis;
  case CMARK_NODE_STRONG: return tdn_strong;
  case CMARK_NODE_LINK: return tdn_link;
  case CMARK_NODE_IMAGE: return tdn_image;
  case CMARK_NODE_FOOTNOTE_REFERENCE: return tdn_footnote_mark;
  case CMARK_NODE_DOCUMENT: return tdn_document_node;
  case CMARK_NODE_BLOCK_QUOTE: return tdn_quote;
  case CMARK_NODE_LIST: return tdn_list;
  case CMARK_NODE_ITEM: return tdn_item;
  case CMARK_NODE_CODE_BLOCK: return tdn_code_block;
  case CMARK_NODE_HTML_BLOCK: return tdn_html_block;
  case CMARK_NODE_PARAGRAPH: return tdn_paragraph;
  case CMARK_NODE_HEADING: return tdn_heading;
  case CMARK_NODE_THEMATIC_BREAK: return tdn_rule;
  case CMARK_NODE_FOOTNOTE_DEFINITION: return tdn_footnote;
  default:
    if (node->type == CMARK_NODE_TABLE_CELL) return tdn_cell;
    if (node->type == CMARK_NODE_TABLE_ROW) return tdn_row;
    if (node->type == CMARK_NODE_TABLE) return tdn_table;
    if (node->type == CMARK_NODE_STRIKETHROUGH) return tdn_strike;
    return tdn_other;
  }
}

// Bytes of the tree, valid as long as its document; UTF-8 where the source is.
typedef struct tdn_bytes {
  const uint8_t *start;
  int32_t count;
} tdn_bytes;

static inline tdn_bytes tdn_chunk(const cmark_chunk *chunk) {
  return (tdn_bytes){chunk->data, chunk->len};
}

static inline tdn_bytes tdn_literal(const cmark_node *node) {
  bool isBlock = node->type == CMARK_NODE_CODE_BLOCK;
  return tdn_chunk(isBlock ? &node->as.code.literal : &node->as.literal);
}
static inline tdn_bytes tdn_info(const cmark_node *node) { return tdn_chunk(&node->as.code.info); }
static inline tdn_bytes tdn_url(const cmark_node *node) { return tdn_chunk(&node->as.link.url); }
static inline tdn_bytes tdn_title(const cmark_node *node) {
  return tdn_chunk(&node->as.link.title);
}

static inline cmark_node *tdn_first_child(const cmark_node *node) { return node->first_child; }
static inline cmark_node *tdn_next(const cmark_node *node) { return node->next; }
static inline cmark_node *tdn_parent(const cmark_node *node) { return node->parent; }
static inline int tdn_start_line(const cmark_node *node) { return node->start_line; }
static inline int tdn_end_line(const cmark_node *node) { return node->end_line; }

static inline int tdn_level(const cmark_node *node) { return node->as.heading.level; }
static inline bool tdn_is_setext(const cmark_node *node) { return node->as.heading.setext; }
static inline bool tdn_is_tight(const cmark_node *node) { return node->as.list.tight; }
static inline bool tdn_is_ordered(const cmark_node *node) {
  return node->as.list.list_type == CMARK_ORDERED_LIST;
}
static inline int tdn_list_start(const cmark_node *node) { return node->as.list.start; }
// Items are the extension's when, and only when, they begin with a task's box.
static inline bool tdn_is_task(const cmark_node *node) { return node->extension != NULL; }

// Which of its definition's marks a mark is (from 1), and how many there are.
static inline int tdn_mark_index(const cmark_node *mark) { return mark->footnote.ref_ix; }
static inline int tdn_mark_count(const cmark_node *definition) {
  return definition->footnote.def_count;
}

// The offset of the first such byte; -1 where there is none.
static inline ptrdiff_t tdn_find(const uint8_t *text, uint8_t byte, size_t count) {
  const uint8_t *found = memchr(text, byte, count);
  return found ? found - text : -1;
}

// Decodes the entity after a `&`, such as `amp;`: how many bytes of it were read (0: it is none),
// and up to 8 bytes of UTF-8 in `out`. HTML's full table, as the parser itself uses it.
static inline int tdn_entity(const uint8_t *text, size_t length, uint8_t out[8], int *count) {
  if (length > 40) length = 40;
  cmark_strbuf buffer;
  cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 16);
  int used = (int)houdini_unescape_ent(&buffer, text, (bufsize_t)length);
  *count = buffer.size > 8 ? 0 : (int)buffer.size;
  memcpy(out, buffer.ptr, (size_t)*count);
  cmark_strbuf_free(&buffer);
  return *count ? used : 0;
}

#endif
