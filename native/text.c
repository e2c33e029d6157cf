/*
 * UTF-8: what `TextEncoder` and `TextDecoder` are made of (src/engine-host/text-encoding.ts).
 *
 * The engine writes lone surrogates as three bytes each, where the web's standard has U+FFFD, which has three bytes
 * as well; and it reads malformed bytes in its own way, hence the checks here.
 */
#include "host.h"

#include <stdlib.h>
#include <string.h>

static const uint8_t replacement[] = {0xef, 0xbf, 0xbd};

/* Writes U+FFFD for surrogates, each of which is ED A0..BF 80..BF. */
static void replace_surrogates(uint8_t *bytes, size_t length) {
  uint8_t *const end = bytes + length;
  for (uint8_t *at = bytes; end - at >= 3 && (at = memchr(at, 0xed, (size_t)(end - at - 2))) != NULL; at++) {
    if (at[1] >= 0xa0) memcpy(at, replacement, sizeof replacement);
  }
}

/* encode(text): Uint8Array */
static JSValue encode(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  size_t length;
  const char *text = JS_ToCStringLen(ctx, &length, arguments[0]);
  if (!text) return JS_EXCEPTION;
  JSValue result = JS_NewUint8ArrayCopy(ctx, (const uint8_t *)text, length);
  JS_FreeCString(ctx, text);
  if (JS_IsException(result)) return result;
  uint8_t *bytes = JS_GetUint8Array(ctx, &length, result);
  if (bytes) replace_surrogates(bytes, length);
  return result;
}

/* As many of the bytes of a text as make whole characters and fit into so much room. */
static size_t fitting(const char *text, size_t length, size_t room) {
  if (length <= room) return length;
  while (room > 0 && ((uint8_t)text[room] & 0xc0) == 0x80) room--;
  return room;
}

/*
 * encodeInto(text, bytes, at): number. Writes the text from that place on, as many whole characters as fit; tells
 * how many bytes that are.
 */
static JSValue encode_into(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  int64_t at;
  size_t size, length;
  if (JS_ToInt64(ctx, &at, arguments[2]) < 0) return JS_EXCEPTION;
  const char *text = JS_ToCStringLen(ctx, &length, arguments[0]);
  if (!text) return JS_EXCEPTION;
  uint8_t *bytes = JS_GetUint8Array(ctx, &size, arguments[1]);
  if (!bytes && size != 0) {
    JS_FreeCString(ctx, text);
    return JS_EXCEPTION;
  }
  const size_t room = at < 0 || (uint64_t)at > size ? 0 : size - (size_t)at;
  const size_t written = fitting(text, length, room);
  if (written > 0) {
    memcpy(bytes + at, text, written);
    replace_surrogates(bytes + at, written);
  }
  JS_FreeCString(ctx, text);
  return JS_NewInt64(ctx, (int64_t)written);
}

/*
 * The length of the character at the beginning of some bytes; where there is none, minus the number of bytes that
 * one U+FFFD stands for: the longest beginning of a character that there is, at least one byte.
 */
static int character_at(const uint8_t *bytes, size_t length) {
  const uint8_t first = bytes[0];
  if (first < 0x80) return 1;
  const int size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (size == 0) return -1;
  /* Overlong forms, surrogates and what is above U+10FFFF show in the second byte. */
  const uint8_t lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const uint8_t highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (length < 2 || bytes[1] < lowest || bytes[1] > highest) return -1;
  for (int i = 2; i < size; i++) {
    if ((size_t)i >= length || (bytes[i] & 0xc0) != 0x80) return -i;
  }
  return size;
}

/* How many bytes at the beginning are well-formed. */
static size_t well_formed(const uint8_t *bytes, size_t length) {
  size_t at = 0;
  while (at < length) {
    uint64_t eight;
    while (length - at >= sizeof eight) {
      memcpy(&eight, bytes + at, sizeof eight);
      if (eight & UINT64_C(0x8080808080808080)) break;
      at += sizeof eight;
    }
    if (at == length) break;
    const int size = character_at(bytes + at, length - at);
    if (size < 0) break;
    at += (size_t)size;
  }
  return at;
}

static JSValue decode_lenient(JSContext *ctx, const uint8_t *bytes, size_t length) {
  /* A malformed byte becomes three. */
  uint8_t *const fixed = js_malloc(ctx, length * 3);
  if (!fixed) return JS_EXCEPTION;
  size_t written = 0;
  for (size_t at = 0; at < length;) {
    const int size = character_at(bytes + at, length - at);
    if (size > 0) memcpy(fixed + written, bytes + at, (size_t)size);
    else memcpy(fixed + written, replacement, sizeof replacement);
    written += size > 0 ? (size_t)size : sizeof replacement;
    at += (size_t)abs(size);
  }
  JSValue text = JS_NewStringLen(ctx, (const char *)fixed, written);
  js_free(ctx, fixed);
  return text;
}

/* decode(bytes, fatal, keepMark): string. Throws TypeError where it is fatal that the bytes are no UTF-8. */
static JSValue decode(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  size_t length;
  const uint8_t *bytes = JS_GetUint8Array(ctx, &length, arguments[0]);
  if (!bytes && length != 0) return JS_EXCEPTION;
  static const uint8_t mark[] = {0xef, 0xbb, 0xbf};
  if (length >= sizeof mark && memcmp(bytes, mark, sizeof mark) == 0 && !JS_ToBool(ctx, arguments[2])) {
    bytes += sizeof mark;
    length -= sizeof mark;
  }
  if (well_formed(bytes, length) == length) return JS_NewStringLen(ctx, (const char *)bytes, length);
  if (JS_ToBool(ctx, arguments[1])) return JS_ThrowTypeError(ctx, "the bytes are no UTF-8");
  return decode_lenient(ctx, bytes, length);
}

/* decodeLatin1(bytes): string. Each byte is the character of its number. */
static JSValue decode_latin1(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  size_t length;
  const uint8_t *bytes = JS_GetUint8Array(ctx, &length, arguments[0]);
  if (!bytes && length != 0) return JS_EXCEPTION;
  if (length == 0) return JS_NewStringLen(ctx, "", 0);
  char *const text = js_malloc(ctx, length * 2);
  if (!text) return JS_EXCEPTION;
  size_t written = 0;
  for (size_t i = 0; i < length; i++) {
    if (bytes[i] < 0x80) {
      text[written++] = (char)bytes[i];
    } else {
      text[written++] = (char)(0xc0 | bytes[i] >> 6);
      text[written++] = (char)(0x80 | (bytes[i] & 0x3f));
    }
  }
  JSValue result = JS_NewStringLen(ctx, text, written);
  js_free(ctx, text);
  return result;
}

void text_start(void) {
  engine_add("encode", encode, 1);
  engine_add("encodeInto", encode_into, 3);
  engine_add("decode", decode, 3);
  engine_add("decodeLatin1", decode_latin1, 1);
}
