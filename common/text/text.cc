#include "common/text/text.h"
