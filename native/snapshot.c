/*
 * A start that is done already. Reading the frontend's bytecode and evaluating its modules gives the same objects
 * every time, and took a third of a usual build. The executable for the machine that builds it is therefore run once
 * (`--snapshot`, see scripts/executable): it starts the engine in memory of its own, which has a fixed address, and
 * writes that memory out, and to stderr the names of the files it has read; and the executable gets it as the contents of that memory. A process that is started from
 * then on finds the engine as it was, and pages of it are only read when they are looked at.
 *
 * This works because nothing in that memory depends on the process: the program is linked to fixed addresses, the
 * engine keeps all of its state in memory that it allocates, and the host's own is told to `snapshot_keep`. What a
 * process has of its own (environment, arguments, clocks, randomness) is only asked for after `snapshot_restore`.
 */
#include "host.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* Room for what is there after the start; almost none where there is no snapshot. */
#ifndef SNAPSHOT_SIZE
#define SNAPSHOT_SIZE 4096
#endif

#define MOST_KEPT 16
#define ALIGNMENT ((size_t)16)

/* State of the host. */
typedef struct {
  void *variable;
  size_t size;
  uint8_t value[64];
} Kept;

static struct {
  /* Whether what follows is a start. */
  bool complete;
  size_t kept_count;
  Kept kept[MOST_KEPT];
  size_t used;
  _Alignas(16) uint8_t bytes[SNAPSHOT_SIZE];
} snapshot __attribute__((section("slipway_snapshot"), aligned(4096))) = {.complete = false};

static bool recording;

/* What stands before each block. */
typedef struct {
  _Alignas(16) size_t size;
} Block;

static bool is_recorded(const void *pointer) {
  return (const uint8_t *)pointer >= snapshot.bytes && (const uint8_t *)pointer < snapshot.bytes + SNAPSHOT_SIZE;
}

static Block *block_of(void *pointer) { return (Block *)pointer - 1; }

static void *record(size_t size) {
  const size_t needed = sizeof(Block) + ((size + ALIGNMENT - 1) & ~(ALIGNMENT - 1));
  if (size > SNAPSHOT_SIZE || SNAPSHOT_SIZE - snapshot.used < needed) process_fail("the snapshot has no room left");
  Block *const block = (Block *)(void *)(snapshot.bytes + snapshot.used);
  snapshot.used += needed;
  block->size = needed - sizeof(Block);
  return block + 1;
}

/* Gives a recorded block up: its room is used again where it is the last, else it is zero, which takes no space. */
static void forget(void *pointer) {
  Block *const block = block_of(pointer);
  if (!recording) return;
  memset(pointer, 0, block->size);
  if ((uint8_t *)pointer + block->size != snapshot.bytes + snapshot.used) return;
  snapshot.used -= sizeof(Block) + block->size;
  block->size = 0;
}

/* The engine's memory: recorded, or as ever. */

static void *allocate(void *opaque, size_t size) {
  (void)opaque;
  return recording ? record(size) : malloc(size);
}

static void *allocate_zeroed(void *opaque, size_t count, size_t size) {
  (void)opaque;
  /* Memory that was never used is zero, and is used once. */
  return recording ? record(count * size) : calloc(count, size);
}

static void give_up(void *opaque, void *pointer) {
  (void)opaque;
  if (is_recorded(pointer)) forget(pointer);
  else free(pointer);
}

static void *resize(void *opaque, void *pointer, size_t size) {
  if (!pointer) return size == 0 ? NULL : allocate(opaque, size);
  if (!is_recorded(pointer)) return realloc(pointer, size);
  if (size == 0) {
    forget(pointer);
    return NULL;
  }
  const size_t known = block_of(pointer)->size;
  if (size <= known) return pointer;
  void *const larger = allocate(opaque, size);
  if (!larger) return NULL;
  memcpy(larger, pointer, known);
  forget(pointer);
  return larger;
}

static size_t usable_size(const void *pointer) {
  if (!pointer) return 0;
  return is_recorded(pointer) ? ((const Block *)pointer - 1)->size : malloc_usable_size((void *)(uintptr_t)pointer);
}

const JSMallocFunctions snapshot_memory = {allocate_zeroed, allocate, give_up, resize, usable_size};

bool snapshot_is_wanted(int count, char **arguments) {
  recording = count == 2 && strcmp(arguments[1], "--snapshot") == 0;
  return recording;
}

/* isRecording(): boolean */
static JSValue is_recording(JSContext *ctx, JSValueConst self, int count, JSValueConst *arguments) {
  (void)self;
  (void)count;
  (void)arguments;
  return JS_NewBool(ctx, recording);
}

void snapshot_start(void) { engine_add("isRecording", is_recording, 0); }

void snapshot_keep(void *variable, size_t size) {
  if (!recording) return;
  if (snapshot.kept_count == MOST_KEPT || size > sizeof snapshot.kept->value) process_fail("too much state to keep");
  Kept *const kept = &snapshot.kept[snapshot.kept_count++];
  kept->variable = variable;
  kept->size = size;
}

void snapshot_note(const char *file) {
  if (recording) process_log(file, strlen(file));
}

bool snapshot_restore(void) {
  if (!snapshot.complete) return false;
  for (size_t i = 0; i < snapshot.kept_count; i++) {
    const Kept *const kept = &snapshot.kept[i];
    memcpy(kept->variable, kept->value, kept->size);
  }
  return true;
}

/* The engine remembers where the stack began, which is elsewhere in every process: two snapshots shall be the same. */
static void forget_stack(void) {
  const uintptr_t here = (uintptr_t)__builtin_frame_address(0), range = (uintptr_t)64 << 20;
  for (size_t at = 0; at + sizeof(uintptr_t) <= snapshot.used; at += sizeof(uintptr_t)) {
    uintptr_t word;
    memcpy(&word, snapshot.bytes + at, sizeof word);
    if (word > here - range && word < here + range) memset(snapshot.bytes + at, 0, sizeof word);
  }
}

_Noreturn void snapshot_write(void) {
  for (size_t i = 0; i < snapshot.kept_count; i++) {
    Kept *const kept = &snapshot.kept[i];
    memcpy(kept->value, kept->variable, kept->size);
  }
  JS_RunGC(runtime);
  forget_stack();
  snapshot.complete = true;
  const uint8_t *bytes = (const uint8_t *)&snapshot;
  for (size_t rest = offsetof(__typeof__(snapshot), bytes) + snapshot.used; rest > 0;) {
    const ssize_t written = write(STDOUT_FILENO, bytes, rest);
    if (written <= 0) process_fail("the snapshot cannot be written");
    bytes += written;
    rest -= (size_t)written;
  }
  _exit(0);
}

/* Clocks (--wrap of scripts/executable): while a snapshot is made it is always the same time. */

int __real_gettimeofday(struct timeval *time, void *zone);
int __wrap_gettimeofday(struct timeval *time, void *zone);
int __wrap_gettimeofday(struct timeval *time, void *zone) {
  if (!recording) return __real_gettimeofday(time, zone);
  *time = (struct timeval){.tv_sec = 1};
  return 0;
}

int __real_clock_gettime(clockid_t clock, struct timespec *time);
int __wrap_clock_gettime(clockid_t clock, struct timespec *time);
int __wrap_clock_gettime(clockid_t clock, struct timespec *time) {
  if (!recording) return __real_clock_gettime(clock, time);
  *time = (struct timespec){.tv_sec = 1};
  return 0;
}
