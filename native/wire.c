/*
 * The writer of protobuf messages: src/wire/writer.ts says what each method does, src/wire/script-writer.ts is the
 * same in JavaScript. Most of what a frontend makes leaves through it, one short text or number after the other,
 * so that calls into an interpreter would be most of the work.
 */
#include "host.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sizes of the first buffer and of what is added when it is full. */
#define FIRST_SIZE ((size_t)4096)
#define NEXT_SIZE ((size_t)1 << 16)
/* Messages from this size on keep the buffer that they were written to: smaller ones are copied. */
#define LARGE ((size_t)1 << 15)

enum { VARINT = 0, LENGTH_DELIMITED = 2 };

/* What becomes of bytes that are no UTF-8: `RawBytes` of src/wire/writer.ts, in the same order. */
typedef enum { REFUSE, PASS, REPLACE } RawBytes;

typedef struct {
  uint8_t *bytes;
  size_t capacity, length;
  RawBytes raw_bytes;
  /* Called for a text that is refused; throws. */
  JSValue refuse;
} Writer;

static JSClassID writer_class;

static void finalize_writer(JSRuntime *rt, JSValueConst value) {
  Writer *writer = JS_GetOpaque(value, writer_class);
  if (!writer) return;
  js_free_rt(rt, writer->bytes);
  JS_FreeValueRT(rt, writer->refuse);
  js_free_rt(rt, writer);
}

static void mark_writer(JSRuntime *rt, JSValueConst value, JS_MarkFunc *mark) {
  const Writer *writer = JS_GetOpaque(value, writer_class);
  if (writer) JS_MarkValue(rt, writer->refuse, mark);
}

/* Makes room for so many more bytes; false where it has thrown. */
static bool reserve(JSContext *ctx, Writer *writer, size_t size) {
  if (writer->capacity - writer->length >= size) return true;
  size_t capacity = writer->capacity * 2;
  if (capacity < writer->length + size) capacity = writer->length + size + NEXT_SIZE;
  if (capacity < FIRST_SIZE) capacity = FIRST_SIZE;
  uint8_t *bytes = js_realloc(ctx, writer->bytes, capacity);
  if (!bytes) return false;
  writer->bytes = bytes;
  writer->capacity = capacity;
  return true;
}

/* The most bytes that a number takes, and a tag with a number. */
#define VARINT_ROOM 10
#define FIELD_ROOM (5 + VARINT_ROOM)

static size_t varint_size(uint64_t value) {
  size_t size = 1;
  while (value >>= 7) size++;
  return size;
}

/* What follows writes into room that the caller has reserved. */

static void put_varint(Writer *writer, uint64_t value) {
  uint8_t *at = writer->bytes + writer->length;
  while (value > 0x7f) {
    *at++ = (uint8_t)(value | 0x80);
    value >>= 7;
  }
  *at++ = (uint8_t)value;
  writer->length = (size_t)(at - writer->bytes);
}

static void put_tag(Writer *writer, uint32_t field, uint32_t type) { put_varint(writer, field << 3 | type); }

/* A code unit that stands alone, as the engine writes it: ED A0..BF 80..BF. */
static uint8_t *find_surrogate(uint8_t *at, const uint8_t *end) {
  while (end - at >= 3 && (at = memchr(at, 0xed, (size_t)(end - at - 2))) != NULL) {
    if (at[1] >= 0xa0) return at;
    at++;
  }
  return NULL;
}

/* Whether a lone surrogate stands for a byte that is no UTF-8: U+DC80 to U+DCFF. */
static bool is_raw_byte(const uint8_t *surrogate) { return surrogate[1] == 0xb2 || surrogate[1] == 0xb3; }

/* Treats the lone surrogates of a text as the writer was told to. The new length, or -1 where it is refused. */
static ptrdiff_t replace_surrogates(uint8_t *text, size_t length, RawBytes raw_bytes) {
  static const uint8_t replacement[] = {0xef, 0xbf, 0xbd};
  const uint8_t *const end = text + length;
  uint8_t *written = text, *rest = text;
  for (uint8_t *found; (found = find_surrogate(rest, end)) != NULL; rest = found + 3) {
    const bool raw = raw_bytes != REPLACE && is_raw_byte(found);
    if (raw && raw_bytes == REFUSE) return -1;
    const uint8_t byte = (uint8_t)((found[1] & 1) << 6 | 0x80 | (found[2] & 0x3f));
    memmove(written, rest, (size_t)(found - rest));
    written += found - rest;
    if (raw) {
      *written++ = byte;
    } else {
      memcpy(written, replacement, sizeof replacement);
      written += sizeof replacement;
    }
  }
  memmove(written, rest, (size_t)(end - rest));
  return written - text + (end - rest);
}

/* @param always false leaves out the empty text */
static bool put_text(JSContext *ctx, Writer *writer, uint32_t field, JSValueConst text, bool always) {
  if (!JS_IsString(text)) {
    JS_ThrowTypeError(ctx, "a text is expected");
    return false;
  }
  size_t length;
  const char *bytes = JS_ToCStringLen(ctx, &length, text);
  if (!bytes) return false;
  if (length == 0 && !always) {
    JS_FreeCString(ctx, bytes);
    return true;
  }
  if (!reserve(ctx, writer, length + FIELD_ROOM)) {
    JS_FreeCString(ctx, bytes);
    return false;
  }
  put_tag(writer, field, LENGTH_DELIMITED);
  const size_t prefix = varint_size(length);
  uint8_t *const start = writer->bytes + writer->length;
  memcpy(start + prefix, bytes, length);
  JS_FreeCString(ctx, bytes);
  if (find_surrogate(start + prefix, start + prefix + length)) {
    const ptrdiff_t replaced = replace_surrogates(start + prefix, length, writer->raw_bytes);
    if (replaced < 0) {
      JS_FreeValue(ctx, JS_Call(ctx, writer->refuse, JS_UNDEFINED, 0, NULL));
      return false;
    }
    length = (size_t)replaced;
    /* A shorter text may have a shorter length in front. */
    memmove(start + varint_size(length), start + prefix, length);
  }
  put_varint(writer, length);
  writer->length += length;
  return true;
}

static bool put_bytes(JSContext *ctx, Writer *writer, const uint8_t *bytes, size_t length) {
  if (!reserve(ctx, writer, length)) return false;
  if (length > 0) memcpy(writer->bytes + writer->length, bytes, length);
  writer->length += length;
  return true;
}

/* A bigint, or the nearest one of 64 bits. */
static bool read_bigint(JSContext *ctx, JSValueConst value, int64_t *result) {
  if (JS_ToBigInt64(ctx, result, value) < 0) return false;
  JSValue same = JS_NewBigInt64(ctx, *result);
  if (JS_IsException(same)) return false;
  const bool fits = JS_IsStrictEqual(ctx, same, value);
  JS_FreeValue(ctx, same);
  if (fits) return true;
  const char *digits = JS_ToCString(ctx, value);
  if (!digits) return false;
  *result = digits[0] == '-' ? INT64_MIN : INT64_MAX;
  JS_FreeCString(ctx, digits);
  return true;
}

/* A number without its fraction or a bigint; what is beyond 64 bits becomes the nearest that fits. */
static bool read_int64(JSContext *ctx, JSValueConst value, int64_t *result) {
  if (JS_VALUE_GET_TAG(value) == JS_TAG_INT) {
    *result = JS_VALUE_GET_INT(value);
    return true;
  }
  if (JS_IsBigInt(value)) return read_bigint(ctx, value, result);
  double number;
  if (JS_ToFloat64(ctx, &number, value) < 0) return false;
  if (!isfinite(number)) {
    JS_ThrowRangeError(ctx, "%f is no integer", number);
    return false;
  }
  *result = number >= 0x1p63 ? INT64_MAX : number < -0x1p63 ? INT64_MIN : (int64_t)number;
  return true;
}

static bool put_int64(JSContext *ctx, Writer *writer, uint32_t field, int64_t value) {
  if (!reserve(ctx, writer, FIELD_ROOM)) return false;
  put_tag(writer, field, VARINT);
  put_varint(writer, (uint64_t)value);
  return true;
}

static bool open_message(JSContext *ctx, Writer *writer, uint32_t field, size_t *mark) {
  if (!reserve(ctx, writer, FIELD_ROOM)) return false;
  put_tag(writer, field, LENGTH_DELIMITED);
  *mark = writer->length++;
  return true;
}

static bool close_message(JSContext *ctx, Writer *writer, size_t mark) {
  const size_t size = writer->length - mark - 1;
  const size_t prefix = varint_size(size);
  if (prefix > 1) {
    if (!reserve(ctx, writer, prefix - 1)) return false;
    memmove(writer->bytes + mark + prefix, writer->bytes + mark + 1, size);
  }
  writer->length = mark;
  put_varint(writer, size);
  writer->length += size;
  return true;
}

/* The methods. Each gets a field's number first, and returns nothing if not said otherwise. */

static Writer *writer_of(JSContext *ctx, JSValueConst self) { return JS_GetOpaque2(ctx, self, writer_class); }

static bool read_field(JSContext *ctx, JSValueConst value, uint32_t *field) {
  return JS_ToUint32(ctx, field, value) == 0;
}

#define METHOD(name) \
  static JSValue name(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments)
/* What all methods begin with. */
#define BEGIN(needs_field)                                                  \
  Writer *const writer = writer_of(ctx, self);                              \
  uint32_t field = 0;                                                       \
  (void)count;                                                              \
  if (!writer || ((needs_field) && !read_field(ctx, arguments[0], &field))) \
    return JS_EXCEPTION

static JSValue done(bool successful) { return successful ? JS_UNDEFINED : JS_EXCEPTION; }

static JSValue write_string(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments, int always) {
  BEGIN(true);
  return done(put_text(ctx, writer, field, arguments[1], always));
}

METHOD(strings) {
  BEGIN(true);
  int64_t length;
  if (JS_GetLength(ctx, arguments[1], &length) < 0) return JS_EXCEPTION;
  for (int64_t i = 0; i < length; i++) {
    JSValue text = JS_GetPropertyUint32(ctx, arguments[1], (uint32_t)i);
    if (JS_IsException(text)) return text;
    const bool successful = put_text(ctx, writer, field, text, true);
    JS_FreeValue(ctx, text);
    if (!successful) return JS_EXCEPTION;
  }
  return JS_UNDEFINED;
}

static JSValue write_bytes(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments, int always) {
  BEGIN(true);
  size_t length;
  const uint8_t *bytes = JS_GetUint8Array(ctx, &length, arguments[1]);
  if (!bytes && length != 0) return JS_EXCEPTION;
  if (length == 0 && !always) return JS_UNDEFINED;
  if (!reserve(ctx, writer, FIELD_ROOM)) return JS_EXCEPTION;
  put_tag(writer, field, LENGTH_DELIMITED);
  put_varint(writer, length);
  return done(put_bytes(ctx, writer, bytes, length));
}

METHOD(raw) {
  BEGIN(false);
  size_t length;
  const uint8_t *bytes = JS_GetUint8Array(ctx, &length, arguments[0]);
  if (!bytes && length != 0) return JS_EXCEPTION;
  return done(put_bytes(ctx, writer, bytes, length));
}

METHOD(boolean) {
  BEGIN(true);
  return JS_ToBool(ctx, arguments[1]) ? done(put_int64(ctx, writer, field, 1)) : JS_UNDEFINED;
}

static JSValue write_uint32(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments, int always) {
  BEGIN(true);
  uint32_t value;
  if (JS_ToUint32(ctx, &value, arguments[1]) < 0) return JS_EXCEPTION;
  return value != 0 || always ? done(put_int64(ctx, writer, field, value)) : JS_UNDEFINED;
}

METHOD(int32) {
  BEGIN(true);
  int32_t value;
  if (JS_ToInt32(ctx, &value, arguments[1]) < 0) return JS_EXCEPTION;
  return value != 0 ? done(put_int64(ctx, writer, field, value)) : JS_UNDEFINED;
}

static JSValue write_int64(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments, int always) {
  BEGIN(true);
  int64_t value;
  if (!read_int64(ctx, arguments[1], &value)) return JS_EXCEPTION;
  return value != 0 || always ? done(put_int64(ctx, writer, field, value)) : JS_UNDEFINED;
}

METHOD(uint64_always) {
  BEGIN(true);
  int64_t value;
  if (JS_ToBigInt64(ctx, &value, arguments[1]) < 0) return JS_EXCEPTION;
  return done(put_int64(ctx, writer, field, value));
}

METHOD(packed) {
  BEGIN(true);
  int64_t length;
  size_t mark;
  if (JS_GetLength(ctx, arguments[1], &length) < 0) return JS_EXCEPTION;
  if (length == 0) return JS_UNDEFINED;
  if (!open_message(ctx, writer, field, &mark)) return JS_EXCEPTION;
  for (int64_t i = 0; i < length; i++) {
    JSValue element = JS_GetPropertyUint32(ctx, arguments[1], (uint32_t)i);
    int64_t value;
    const bool successful = !JS_IsException(element) && read_int64(ctx, element, &value) &&
                            reserve(ctx, writer, VARINT_ROOM);
    JS_FreeValue(ctx, element);
    if (!successful) return JS_EXCEPTION;
    put_varint(writer, (uint64_t)value);
  }
  return done(close_message(ctx, writer, mark));
}

/* An entry of a map by its key. */
typedef struct {
  JSAtom atom;
  const char *key;
  size_t length;
} Entry;

static int by_key(const void *left, const void *right) {
  const Entry *const a = left, *const b = right;
  const size_t common = a->length < b->length ? a->length : b->length;
  const int order = memcmp(a->key, b->key, common);
  return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static bool put_entry(JSContext *ctx, Writer *writer, uint32_t field, JSValueConst entries, JSAtom atom) {
  JSValue key = JS_AtomToString(ctx, atom);
  JSValue value = JS_GetProperty(ctx, entries, atom);
  size_t mark;
  const bool successful = !JS_IsException(key) && !JS_IsException(value) &&
                          open_message(ctx, writer, field, &mark) && put_text(ctx, writer, 1, key, true) &&
                          put_text(ctx, writer, 2, value, true) && close_message(ctx, writer, mark);
  JS_FreeValue(ctx, key);
  JS_FreeValue(ctx, value);
  return successful;
}

METHOD(string_map) {
  BEGIN(true);
  JSPropertyEnum *names;
  uint32_t length;
  if (JS_GetOwnPropertyNames(ctx, &names, &length, arguments[1], JS_GPN_STRING_MASK | JS_GPN_ENUM_ONLY) < 0) {
    return JS_EXCEPTION;
  }
  Entry *const entries = js_mallocz(ctx, (length + 1) * sizeof *entries);
  bool successful = entries != NULL;
  for (uint32_t i = 0; successful && i < length; i++) {
    entries[i].atom = names[i].atom;
    entries[i].key = JS_AtomToCStringLen(ctx, &entries[i].length, names[i].atom);
    successful = entries[i].key != NULL;
  }
  if (successful) qsort(entries, length, sizeof *entries, by_key);
  for (uint32_t i = 0; successful && i < length; i++) {
    successful = put_entry(ctx, writer, field, arguments[1], entries[i].atom);
  }
  for (uint32_t i = 0; entries && i < length; i++) JS_FreeCString(ctx, entries[i].key);
  js_free(ctx, entries);
  JS_FreePropertyEnum(ctx, names, length);
  return done(successful);
}

/* open(field): number. What `close` needs. */
METHOD(open) {
  BEGIN(true);
  size_t mark;
  return open_message(ctx, writer, field, &mark) ? JS_NewInt64(ctx, (int64_t)mark) : JS_EXCEPTION;
}

METHOD(close_method) {
  BEGIN(false);
  int64_t mark;
  if (JS_ToInt64(ctx, &mark, arguments[0]) < 0) return JS_EXCEPTION;
  if (mark < 0 || (uint64_t)mark >= writer->length) return JS_ThrowRangeError(ctx, "no message is open there");
  return done(close_message(ctx, writer, (size_t)mark));
}

/* What the engine resizes and frees an array by that was made of a writer's buffer. */
static void *resize_array(JSRuntime *rt, void *opaque, void *bytes, size_t size) {
  (void)opaque;
  return js_realloc_rt(rt, bytes, size);
}

/* finish(): Uint8Array */
METHOD(finish) {
  BEGIN(false);
  const size_t length = writer->length;
  writer->length = 0;
  if (length < LARGE) return JS_NewUint8ArrayCopy(ctx, writer->bytes, length);
  uint8_t *bytes = js_realloc(ctx, writer->bytes, length);
  if (!bytes) return JS_EXCEPTION;
  writer->bytes = NULL;
  writer->capacity = 0;
  return JS_NewUint8Array(ctx, bytes, length, resize_array, NULL, false);
}

/* Whether a method writes a value that is the default of its type. */
enum { UNLESS_DEFAULT, ALWAYS };

static const JSCFunctionListEntry methods[] = {
    JS_CFUNC_DEF("open", 1, open),
    JS_CFUNC_DEF("close", 1, close_method),
    JS_CFUNC_MAGIC_DEF("string", 2, write_string, UNLESS_DEFAULT),
    JS_CFUNC_MAGIC_DEF("stringAlways", 2, write_string, ALWAYS),
    JS_CFUNC_DEF("strings", 2, strings),
    JS_CFUNC_MAGIC_DEF("bytes", 2, write_bytes, UNLESS_DEFAULT),
    JS_CFUNC_MAGIC_DEF("bytesAlways", 2, write_bytes, ALWAYS),
    JS_CFUNC_DEF("raw", 1, raw),
    JS_CFUNC_DEF("bool", 2, boolean),
    JS_CFUNC_MAGIC_DEF("uint32", 2, write_uint32, UNLESS_DEFAULT),
    JS_CFUNC_MAGIC_DEF("uint32Always", 2, write_uint32, ALWAYS),
    JS_CFUNC_DEF("int32", 2, int32),
    JS_CFUNC_MAGIC_DEF("int64", 2, write_int64, UNLESS_DEFAULT),
    JS_CFUNC_MAGIC_DEF("int64Always", 2, write_int64, ALWAYS),
    JS_CFUNC_DEF("uint64Always", 2, uint64_always),
    JS_CFUNC_DEF("packed", 2, packed),
    JS_CFUNC_DEF("stringMap", 2, string_map),
    JS_CFUNC_DEF("finish", 0, finish),
};

/*
 * createWriter(rawBytes, size, refuse): a writer. `rawBytes` is the place of a `RawBytes` among them, `size` about
 * how many bytes will be written, and `refuse` throws for a text that is refused.
 */
static JSValue create_writer(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  int32_t raw_bytes;
  int64_t size;
  if (JS_ToInt32(ctx, &raw_bytes, arguments[0]) < 0 || JS_ToInt64(ctx, &size, arguments[1]) < 0) return JS_EXCEPTION;
  if (writer_class == 0) {
    static const JSClassDef definition = {
        .class_name = "WireWriter", .finalizer = finalize_writer, .gc_mark = mark_writer};
    JS_NewClassID(JS_GetRuntime(ctx), &writer_class);
    if (JS_NewClass(JS_GetRuntime(ctx), writer_class, &definition) < 0) return JS_EXCEPTION;
    JSValue prototype = JS_NewObject(ctx);
    if (JS_IsException(prototype)) return prototype;
    JS_SetPropertyFunctionList(ctx, prototype, methods, sizeof methods / sizeof methods[0]);
    JS_SetClassProto(ctx, writer_class, prototype);
  }
  JSValue object = JS_NewObjectClass(ctx, writer_class);
  if (JS_IsException(object)) return object;
  Writer *writer = js_mallocz(ctx, sizeof *writer);
  if (!writer) {
    JS_FreeValue(ctx, object);
    return JS_EXCEPTION;
  }
  writer->raw_bytes = (RawBytes)raw_bytes;
  writer->refuse = JS_DupValue(ctx, arguments[2]);
  JS_SetOpaque(object, writer);
  if (size > 0 && !reserve(ctx, writer, (size_t)size)) {
    JS_FreeValue(ctx, object);
    return JS_EXCEPTION;
  }
  return object;
}

void wire_start(void) {
  engine_add("createWriter", create_writer, 3);
  snapshot_keep(&writer_class, sizeof writer_class);
}
