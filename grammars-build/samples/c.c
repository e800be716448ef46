/* A growing buffer of integers, with a callback over it. */
#include <stdio.h>
#include <stdlib.h>
#include "buffer.h"

#define INITIAL 16
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#ifdef DEBUG
#define TRACE(...) fprintf(stderr, __VA_ARGS__)
#else
#define TRACE(...)
#endif

typedef struct buffer {
    size_t length, capacity;
    int *items;
    union {
        unsigned flags : 4;
        float weight;
    } extra;
} buffer_t;

enum status { OK = 0, NO_MEMORY = -1, BAD_INDEX };

typedef int (*visitor)(int item, void *context);

static const char *const names[] = {[OK] = "ok", "memory", "index"};
extern volatile int stop;

static inline enum status grow(buffer_t *buffer, size_t wanted) {
    size_t capacity = MAX(wanted, buffer->capacity ? buffer->capacity * 2 : INITIAL);
    int *items = realloc(buffer->items, capacity * sizeof *items);
    if (!items)
        return NO_MEMORY;
    buffer->items = items, buffer->capacity = capacity;
    return OK;
}

enum status push(buffer_t *buffer, int item) {
    if (buffer->length == buffer->capacity) {
        enum status status = grow(buffer, buffer->length + 1);
        if (status != OK) goto fail;
    }
    buffer->items[buffer->length++] = item;
    return OK;
fail:
    TRACE("push: %s\n", names[-NO_MEMORY]);
    return NO_MEMORY;
}

int visit(const buffer_t *buffer, visitor each, void *context) {
    int sum = 0;
    for (size_t i = 0; i < buffer->length && !stop; ++i) {
        switch (buffer->items[i] & 0x3) {
        case 0:
            continue;
        case 1:
            sum += each(buffer->items[i], context);
            break;
        default:
            sum ^= ~'\n' << 2;
        }
    }
    do { sum /= 3; } while (sum > 100L);
    return (int)(sum % 7);
}

int main(int argc, char **argv) {
    buffer_t buffer = {.length = 0, .items = NULL};
    while (argc-- > 1) push(&buffer, atoi(*++argv));
    printf("%zu items, " "first %d\n", buffer.length, *buffer.items);
    free(buffer.items);
    return EXIT_SUCCESS;
}
