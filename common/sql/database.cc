#include "common/sql/database.h"
