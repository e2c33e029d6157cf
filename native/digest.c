/* SHA-256, by OpenSSL's libcrypto, which uses what the processor has for it. */
#include "host.h"

#include <openssl/sha.h>

/* sha256(bytes): string. The digest in hexadecimal. */
static JSValue sha256(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  size_t length;
  const uint8_t *bytes = JS_GetUint8Array(ctx, &length, arguments[0]);
  if (!bytes && length != 0) return JS_EXCEPTION;
  /* The functions of one algorithm: the newer ones would bring all of them into the executable. */
  SHA256_CTX state;
  uint8_t digest[SHA256_DIGEST_LENGTH];
  SHA256_Init(&state);
  SHA256_Update(&state, bytes, length);
  SHA256_Final(digest, &state);
  static const char digits[] = "0123456789abcdef";
  char text[2 * sizeof digest];
  for (size_t i = 0; i < sizeof digest; i++) {
    text[2 * i] = digits[digest[i] >> 4];
    text[2 * i + 1] = digits[digest[i] & 0xf];
  }
  return JS_NewStringLen(ctx, text, sizeof text);
}

void digest_start(void) { engine_add("sha256", sha256, 1); }
