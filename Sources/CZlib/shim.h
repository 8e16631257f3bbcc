#ifndef CUAKHAU_CZLIB_SHIM_H
#define CUAKHAU_CZLIB_SHIM_H

#include <zlib.h>

#endif
