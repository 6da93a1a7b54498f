#pragma once

// The same for tests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/precompiled/headers.h"
