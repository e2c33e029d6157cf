/*
 * Decompression of gzip (zlib) and zstd (libzstd), piece by piece, so that memory does not grow with what a small
 * file claims to hold.
 */
#include "host.h"

#include <string.h>
#include <zlib.h>
#include <zstd.h>

/* Bytes of a piece. */
#define PIECE 65536

typedef struct {
  bool zstd;
  bool ended;
  /* What is decompressed, and how far. */
  JSValue owner;
  const uint8_t *bytes;
  size_t length, at;
  z_stream gzip;
  ZSTD_DStream *stream;
} Decompressor;

static JSClassID class_id;

static void release(JSRuntime *rt, Decompressor *decompressor) {
  if (decompressor->zstd) ZSTD_freeDStream(decompressor->stream);
  else inflateEnd(&decompressor->gzip);
  JS_FreeValueRT(rt, decompressor->owner);
  js_free_rt(rt, decompressor);
}

static void finalize(JSRuntime *rt, JSValueConst value) {
  Decompressor *decompressor = JS_GetOpaque(value, class_id);
  if (decompressor) release(rt, decompressor);
}

static void mark(JSRuntime *rt, JSValueConst value, JS_MarkFunc *mark_value) {
  Decompressor *decompressor = JS_GetOpaque(value, class_id);
  if (decompressor) JS_MarkValue(rt, decompressor->owner, mark_value);
}

static const JSClassDef class_def = {"Decompressor", .finalizer = finalize, .gc_mark = mark};

/* openDecompressor(bytes, zstd): object, for `nextPiece`. It is gzip where it is not zstd. */
static JSValue open_decompressor(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  size_t length;
  const uint8_t *bytes = JS_GetUint8Array(ctx, &length, arguments[0]);
  if (!bytes && length != 0) return JS_EXCEPTION;
  Decompressor *decompressor = js_mallocz(ctx, sizeof *decompressor);
  if (!decompressor) return JS_EXCEPTION;
  decompressor->zstd = JS_ToBool(ctx, arguments[1]) != 0;
  /* 15 bits of window, and a header of gzip. */
  const bool ready = decompressor->zstd ? (decompressor->stream = ZSTD_createDStream()) != NULL
                                        : inflateInit2(&decompressor->gzip, 15 + 16) == Z_OK;
  if (!ready) {
    js_free(ctx, decompressor);
    return JS_ThrowOutOfMemory(ctx);
  }
  decompressor->owner = JS_DupValue(ctx, arguments[0]);
  decompressor->bytes = bytes;
  decompressor->length = length;
  JSValue object = JS_NewObjectClass(ctx, class_id);
  if (JS_IsException(object)) release(JS_GetRuntime(ctx), decompressor);
  else JS_SetOpaque(object, decompressor);
  return object;
}

/* Fills a piece; tells how many bytes it has, or what is wrong. */
static const char *next_of_gzip(Decompressor *decompressor, uint8_t *piece, size_t *filled) {
  z_stream *gzip = &decompressor->gzip;
  gzip->next_out = piece;
  gzip->avail_out = PIECE;
  while (gzip->avail_out > 0) {
    const size_t left = decompressor->length - decompressor->at;
    gzip->next_in = (Bytef *)(uintptr_t)(decompressor->bytes + decompressor->at);
    gzip->avail_in = left > UINT32_MAX ? UINT32_MAX : (uInt)left;
    const uInt before = gzip->avail_in;
    const int status = inflate(gzip, Z_NO_FLUSH);
    decompressor->at += before - gzip->avail_in;
    if (status == Z_STREAM_END) {
      /* Members may follow one another; anything else behind the last one counts for nothing. */
      const uint8_t *rest = decompressor->bytes + decompressor->at;
      const bool member = decompressor->length - decompressor->at >= 2 && rest[0] == 0x1f && rest[1] == 0x8b;
      if (!member) decompressor->ended = true;
      else inflateReset(gzip);
      if (!member) break;
    } else if (status == Z_BUF_ERROR || (status == Z_OK && gzip->avail_in == 0 && gzip->avail_out > 0)) {
      return "unexpected end of file";
    } else if (status != Z_OK) {
      return gzip->msg ? gzip->msg : "malformed gzip data";
    }
  }
  *filled = PIECE - gzip->avail_out;
  return NULL;
}

static const char *next_of_zstd(Decompressor *decompressor, uint8_t *piece, size_t *filled) {
  ZSTD_inBuffer in = {decompressor->bytes, decompressor->length, decompressor->at};
  ZSTD_outBuffer out = {piece, PIECE, 0};
  while (out.pos < out.size) {
    const size_t before = out.pos;
    const size_t status = ZSTD_decompressStream(decompressor->stream, &out, &in);
    if (ZSTD_isError(status)) return ZSTD_getErrorName(status);
    if (in.pos < in.size) continue;
    if (status == 0) {
      decompressor->ended = true;
      break;
    }
    if (out.pos == before) return "unexpected end of file";
  }
  decompressor->at = in.pos;
  *filled = out.pos;
  return NULL;
}

/* nextPiece(decompressor): Uint8Array, an empty one at the end. Throws Error where the data is malformed. */
static JSValue next_piece(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  Decompressor *decompressor = JS_GetOpaque2(ctx, arguments[0], class_id);
  if (!decompressor) return JS_EXCEPTION;
  static uint8_t piece[PIECE];
  size_t filled = 0;
  if (!decompressor->ended) {
    const char *problem = decompressor->zstd ? next_of_zstd(decompressor, piece, &filled)
                                             : next_of_gzip(decompressor, piece, &filled);
    if (problem) return JS_ThrowPlainError(ctx, "%s", problem);
  }
  return JS_NewUint8ArrayCopy(ctx, piece, filled);
}

void decompress_start(void) {
  JS_NewClassID(runtime, &class_id);
  if (JS_NewClass(runtime, class_id, &class_def) < 0) process_fail("out of memory");
  snapshot_keep(&class_id, sizeof class_id);
  engine_add("openDecompressor", open_decompressor, 2);
  engine_add("nextPiece", next_piece, 1);
}
