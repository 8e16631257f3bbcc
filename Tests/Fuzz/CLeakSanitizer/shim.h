// What the leak sanitizer lets a program say; its runtime is linked with -sanitize=address.
#include <sanitizer/lsan_interface.h>
