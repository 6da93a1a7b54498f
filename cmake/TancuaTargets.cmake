include(GoogleTest)

# tancua_library(<name> SOURCES … [DEPS …] [PRIVATE_DEPS …])
# A static library tancua_<name>, linked as tancua::<name>.
function(tancua_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(tancua_${name} STATIC ${ARG_SOURCES})
  add_library(tancua::${name} ALIAS tancua_${name})
  target_include_directories(tancua_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(tancua_${name} PUBLIC ${ARG_DEPS} PRIVATE ${ARG_PRIVATE_DEPS})
  target_compile_options(tancua_${name} PRIVATE ${TANCUA_WARNINGS})
endfunction()

# tancua_executable(<name> SOURCES … DEPS …)
function(tancua_executable name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS})
  target_compile_options(${name} PRIVATE ${TANCUA_WARNINGS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
endfunction()

# tancua_test(<name> SOURCES … DEPS … [LABELS …])
# One executable for the tests of a folder; each TEST is one test of ctest.
function(tancua_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  target_compile_options(${name} PRIVATE ${TANCUA_WARNINGS})
  target_compile_definitions(${name} PRIVATE TANCUA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT 300)
endfunction()
