# How everything is compiled.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

set(TANCUA_SANITIZE "" CACHE STRING "Sanitizers for the whole build, as for -fsanitize=")
if(TANCUA_SANITIZE)
  add_compile_options(-fsanitize=${TANCUA_SANITIZE} -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=${TANCUA_SANITIZE})
endif()

# Sources are compiled ten at a time: parsing headers is most of the time of each. What a source
# includes is then checked by clang-tidy, which compiles each alone (./tancua lint).
option(TANCUA_UNITY "Compile the sources of a target together" ON)
set(TANCUA_UNITY_BATCH 10 CACHE STRING "Sources compiled together; 0 for all of a target")

add_compile_options(-pthread)
add_link_options(-pthread)

find_program(TANCUA_CCACHE ccache)
if(TANCUA_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TANCUA_CCACHE})
endif()

find_program(TANCUA_MOLD mold)
if(TANCUA_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_link_options(-Wl,--as-needed)

# Our own targets only; generated code is not held to these.
set(TANCUA_WARNINGS -Wall -Wextra -Werror -Wno-missing-field-initializers)
if(TANCUA_UNITY)
  # GCC takes the sources of a batch for headers, whose types must not hold anonymous ones.
  list(APPEND TANCUA_WARNINGS -Wno-subobject-linkage)
endif()
