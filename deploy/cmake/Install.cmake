# What `cmake --install` lays down, for the image and the Debian packages: executables in bin, and
# the data files below share/tancua as they lie in the source tree (configuration key asset_dir).
# Installing builds nothing: ./tancua builds what it installs.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

set(TANCUA_SERVICES tancua-identity tancua-dossier tancua-notification tancua-survey
  tancua-statistics tancua-gateway)

install(TARGETS ${TANCUA_SERVICES} RUNTIME DESTINATION bin COMPONENT services)
# Not in the image: it administers a machine.
install(TARGETS tancua RUNTIME DESTINATION bin COMPONENT admin EXCLUDE_FROM_ALL)
install(TARGETS tancua-suite RUNTIME DESTINATION bin COMPONENT suite)
install(TARGETS tancua-simulator RUNTIME DESTINATION bin COMPONENT simulator)

# tancua_install_data(<component> <folder>…)
function(tancua_install_data component)
  foreach(folder ${ARGN})
    cmake_path(GET folder PARENT_PATH parent)
    install(DIRECTORY ${folder} DESTINATION share/tancua/${parent} COMPONENT ${component}
      FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ
      DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
        WORLD_READ WORLD_EXECUTE)
  endforeach()
endfunction()

tancua_install_data(common common/calendar/data common/retention/data common/ward/data
  services/dossier/data services/notification/data services/survey/data)
install(FILES services/identity/data/data_request_terms.yaml services/identity/data/purposes.yaml
  DESTINATION share/tancua/services/identity/data COMPONENT common)
# The invented people and partners of the demonstration: production refuses them.
install(FILES services/identity/data/clients.yaml services/identity/data/officers.yaml
  DESTINATION share/tancua/services/identity/data COMPONENT simulator)
tancua_install_data(simulator services/simulator/data)
