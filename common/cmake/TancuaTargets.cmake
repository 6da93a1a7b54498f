include(GoogleTest)

# Compiles the sources of a target together.
function(tancua_use_unity target)
  set_target_properties(${target} PROPERTIES
    UNITY_BUILD ${TANCUA_UNITY} UNITY_BUILD_BATCH_SIZE ${TANCUA_UNITY_BATCH})
endfunction()

# tancua_library(<name> SOURCES … [DEPS …] [PRIVATE_DEPS …])
# A static library tancua_<name>, linked as tancua::<name>.
function(tancua_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(tancua_${name} STATIC ${ARG_SOURCES})
  add_library(tancua::${name} ALIAS tancua_${name})
  target_include_directories(tancua_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(tancua_${name} PUBLIC ${ARG_DEPS} PRIVATE ${ARG_PRIVATE_DEPS})
  target_compile_options(tancua_${name} PRIVATE ${TANCUA_WARNINGS})
  tancua_use_unity(tancua_${name})
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
  # GCC 12 sees overruns in std::string that are not there (GCC bug 105329) once gtest is inlined.
  target_compile_options(${name} PRIVATE -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow)
  target_compile_definitions(${name} PRIVATE TANCUA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  tancua_use_unity(${name})
  # An empty value would swallow the next property.
  set(labels)
  if(ARG_LABELS)
    set(labels LABELS "${ARG_LABELS}")
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT 300 ${labels})
endfunction()

# tancua_embed_sql(<library> NAMESPACE tancua::x::store DIR store/migrations)
# Compiles the files NNNN_name.sql of DIR into the library, which then can include
# "<folder of DIR>/migrations.h": const std::vector<tancua::sql::Migration>& Migrations().
function(tancua_embed_sql library)
  cmake_parse_arguments(ARG "" "NAMESPACE;DIR" "" ${ARGN})
  set(target ${library})
  if(TARGET tancua_${library})
    set(target tancua_${library})
  endif()
  # A new file is noticed by the glob, a changed one by CMAKE_CONFIGURE_DEPENDS.
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_DIR}/*.sql)
  list(SORT files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})

  set(entries "")
  foreach(file ${files})
    get_filename_component(stem ${file} NAME_WE)
    if(NOT stem MATCHES "^0*([1-9][0-9]*)_([a-z0-9_]+)$")
      message(FATAL_ERROR "${file}: a migration is named NNNN_name.sql")
    endif()
    set(head "{${CMAKE_MATCH_1}, \"${CMAKE_MATCH_2}\",")
    file(READ ${file} text)
    string(APPEND entries "      ${head} R\"sql(${text})sql\"},\n")
  endforeach()

  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_DIR}/..)
  cmake_path(NORMAL_PATH folder)
  set(generated ${PROJECT_BINARY_DIR}/generated)
  set(stem ${generated}/${folder}/migrations)
  tancua_write_if_different(${stem}.h
"#pragma once

#include <vector>

#include \"common/sql/database.h\"

namespace ${ARG_NAMESPACE} {

const std::vector<tancua::sql::Migration>& Migrations();

}  // namespace ${ARG_NAMESPACE}
")
  tancua_write_if_different(${stem}.cc
"#include \"${folder}/migrations.h\"

namespace ${ARG_NAMESPACE} {

const std::vector<tancua::sql::Migration>& Migrations() {
  static const auto* const migrations = new std::vector<tancua::sql::Migration>{
${entries}  };
  return *migrations;
}

}  // namespace ${ARG_NAMESPACE}
")
  target_sources(${target} PRIVATE ${stem}.cc)
  target_include_directories(${target} PUBLIC ${generated})
  target_link_libraries(${target} PUBLIC tancua::sql)
endfunction()

# Leaves an unchanged file alone, so that nothing is compiled again for it.
function(tancua_write_if_different path text)
  file(WRITE ${path}.new "${text}")
  file(COPY_FILE ${path}.new ${path} ONLY_IF_DIFFERENT)
  file(REMOVE ${path}.new)
endfunction()
