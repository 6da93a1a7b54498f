# Debian packages by CPack: `./tancua deb`. One component of Install.cmake, one package.
set(TANCUA_DEBIAN ${PROJECT_SOURCE_DIR}/deploy/debian)
set(TANCUA_DEBIAN_BUILD ${PROJECT_BINARY_DIR}/debian)

# Only packages have these: a plain `cmake --install`, as for the image, leaves them out.
function(tancua_install_for_packages component destination)
  install(FILES ${ARGN} DESTINATION ${destination} COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()

tancua_install_for_packages(common /etc/systemd ${TANCUA_DEBIAN}/systemd/journald@tancua.conf)
tancua_install_for_packages(common /etc/tancua ${TANCUA_DEBIAN}/etc/officers.yaml)
tancua_install_for_packages(services /lib/systemd/system ${TANCUA_DEBIAN}/systemd/tancua@.service)
tancua_install_for_packages(suite /lib/systemd/system ${TANCUA_DEBIAN}/systemd/tancua-suite.service)
tancua_install_for_packages(suite /etc/tancua ${TANCUA_DEBIAN}/etc/suite.yaml)
tancua_install_for_packages(simulator /lib/systemd/system
  ${TANCUA_DEBIAN}/systemd/tancua-simulator.service)
tancua_install_for_packages(simulator /etc/tancua ${TANCUA_DEBIAN}/etc/simulator.yaml)
tancua_install_for_packages(admin /lib/systemd/system
  ${TANCUA_DEBIAN}/systemd/tancua-backup.service ${TANCUA_DEBIAN}/systemd/tancua-backup.timer)
# For the machine of Prometheus and Grafana, which may be another: needs nothing of the suite.
tancua_install_for_packages(monitoring share/tancua/prometheus
  ${PROJECT_SOURCE_DIR}/deploy/prometheus/indicators.yaml
  ${PROJECT_SOURCE_DIR}/deploy/prometheus/alerts.yaml)
tancua_install_for_packages(monitoring share/doc/tancua-monitoring/examples
  ${PROJECT_SOURCE_DIR}/deploy/prometheus/prometheus.yaml ${TANCUA_DEBIAN}/monitoring/grafana.yaml)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/deploy/grafana/dashboards DESTINATION share/tancua/grafana
  COMPONENT monitoring EXCLUDE_FROM_ALL)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/runbooks DESTINATION share/doc/tancua-monitoring
  COMPONENT monitoring EXCLUDE_FROM_ALL)
set(services_etc)
foreach(service identity dossier notification survey statistics gateway)
  tancua_install_for_packages(services /etc/tancua ${TANCUA_DEBIAN}/etc/${service}.yaml)
  list(APPEND services_etc /etc/tancua/${service}.yaml)
endforeach()

# tancua_manual(<component> <process> <unit> <what>): the manual page of a process.
function(tancua_manual component process unit what)
  set(program tancua-${process})
  set(configuration /etc/tancua/${process}.yaml)
  string(TOUPPER ${program} UPPER)
  set(page ${TANCUA_DEBIAN_BUILD}/${program}.1)
  configure_file(${TANCUA_DEBIAN}/man/process.1.in ${page} @ONLY)
  execute_process(COMMAND gzip -9nfk ${page})
  tancua_install_for_packages(${component} share/man/man1 ${page}.gz)
endfunction()

tancua_manual(services identity tancua@identity "citizens, officers, partners and the audit log")
tancua_manual(services dossier tancua@dossier "procedures and dossiers")
tancua_manual(services notification tancua@notification "messages to citizens")
tancua_manual(services survey tancua@survey "questions after a result was handed over")
tancua_manual(services statistics tancua@statistics "figures of wards")
tancua_manual(services gateway tancua@gateway "the REST API before the services")
tancua_manual(suite suite tancua-suite "all services of a ward in one process")
tancua_manual(simulator simulator tancua-simulator "providers with invented people, for development")
# Written by the build: services/admin/manual.
tancua_install_for_packages(admin share/man/man1 ${PROJECT_BINARY_DIR}/manual/tancua.1.gz)

set(common_conffiles /etc/systemd/journald@tancua.conf /etc/tancua/officers.yaml)
set(services_conffiles ${services_etc})
set(suite_conffiles /etc/tancua/suite.yaml)
set(simulator_conffiles /etc/tancua/simulator.yaml)
set(common_scripts postinst postrm)
set(services_scripts postinst prerm postrm)
set(suite_scripts ${services_scripts})
set(simulator_scripts ${services_scripts})
set(admin_scripts ${services_scripts})

# The changelog says when the sources were last changed, so that they always give the same package.
set(epoch $ENV{SOURCE_DATE_EPOCH})
if(NOT epoch)
  execute_process(COMMAND git log -1 --format=%ct WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    OUTPUT_VARIABLE epoch OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT epoch)
  set(epoch 0)
endif()
execute_process(COMMAND env LC_ALL=C date -uR -d @${epoch}
  OUTPUT_VARIABLE DATE OUTPUT_STRIP_TRAILING_WHITESPACE)
set(VERSION ${PROJECT_VERSION})
configure_file(${TANCUA_DEBIAN}/changelog ${TANCUA_DEBIAN_BUILD}/changelog @ONLY)
execute_process(COMMAND gzip -9nfk ${TANCUA_DEBIAN_BUILD}/changelog)

foreach(component common services suite simulator admin monitoring)
  tancua_install_for_packages(${component} share/doc/tancua-${component}
    ${TANCUA_DEBIAN}/copyright ${TANCUA_DEBIAN}/README.Debian ${TANCUA_DEBIAN_BUILD}/changelog.gz)
  set(control ${TANCUA_DEBIAN_BUILD}/${component})
  set(extra)
  if(${component}_conffiles)
    string(REPLACE ";" "\n" lines "${${component}_conffiles}")
    file(CONFIGURE OUTPUT ${control}/conffiles CONTENT "${lines}\n")
    set(extra ${control}/conffiles)
  endif()
  foreach(script ${${component}_scripts})
    list(APPEND extra ${TANCUA_DEBIAN}/${component}/${script})
  endforeach()
  string(TOUPPER ${component} upper)
  set(CPACK_DEBIAN_${upper}_PACKAGE_NAME tancua-${component})
  set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_EXTRA ${extra})
  set(CPACK_DEBIAN_${upper}_PACKAGE_CONTROL_STRICT_PERMISSION ON)
  set(CPACK_DEBIAN_${upper}_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_${upper}_PACKAGE_DEPENDS "tancua-common (= ${PROJECT_VERSION})")
endforeach()

set(CPACK_DEBIAN_COMMON_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_COMMON_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_COMMON_PACKAGE_DEPENDS "adduser, openssl")
string(APPEND CPACK_DEBIAN_SERVICES_PACKAGE_DEPENDS ", fonts-dejavu-core")
string(APPEND CPACK_DEBIAN_SUITE_PACKAGE_DEPENDS ", fonts-dejavu-core, redis-server")
set(CPACK_DEBIAN_SERVICES_PACKAGE_RECOMMENDS "redis-server")
string(APPEND CPACK_DEBIAN_ADMIN_PACKAGE_DEPENDS ", age")
set(CPACK_DEBIAN_ADMIN_PACKAGE_RECOMMENDS "postgresql-client")
set(CPACK_DEBIAN_MONITORING_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_MONITORING_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_MONITORING_PACKAGE_DEPENDS "")
set(CPACK_DEBIAN_MONITORING_PACKAGE_SUGGESTS "prometheus")

set(CPACK_COMPONENT_COMMON_DESCRIPTION
"public services of a Vietnamese ward: common data
Procedures, the working calendar, wards and texts of Tận Cửa, the user that
its services run as, and the keys that seal its data.")
set(CPACK_COMPONENT_SERVICES_DESCRIPTION
"public services of a Vietnamese ward: one process a service
The services of Tận Cửa as processes of their own, for several machines or
for PostgreSQL: identity, dossier, notification, survey, statistics, gateway.")
set(CPACK_COMPONENT_SUITE_DESCRIPTION
"public services of a Vietnamese ward: all in one process
The services of Tận Cửa in one process with its data in SQLite, for a ward
with one machine and nobody on call.")
set(CPACK_COMPONENT_SIMULATOR_DESCRIPTION
"public services of a Vietnamese ward: simulator for development
VNeID, Zalo and an SMS aggregator with invented people, for those who build
on Tận Cửa. Production refuses it.")
set(CPACK_COMPONENT_ADMIN_DESCRIPTION
"public services of a Vietnamese ward: command of the administrator
Status, officers, partners, keys, dead letters and figures of Tận Cửa, and
encrypted backups that are taken every night once they have a recipient.")
set(CPACK_COMPONENT_MONITORING_DESCRIPTION
"public services of a Vietnamese ward: alerts and dashboards
What Prometheus and Grafana need to watch Tận Cửa: objectives, alerts with a
runbook each, and dashboards.")
foreach(component COMMON SERVICES SUITE SIMULATOR ADMIN MONITORING)
  set(CPACK_DEBIAN_${component}_DESCRIPTION "${CPACK_COMPONENT_${component}_DESCRIPTION}")
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL common services suite simulator admin monitoring)
set(CPACK_PACKAGE_NAME tancua)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "The founders of Tận Cửa <founders@tancua.example>")
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# Some files lie outside of /usr.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
