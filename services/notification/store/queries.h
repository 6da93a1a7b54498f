#pragma once

// Every statement of the store, valid on SQLite and PostgreSQL.
namespace tancua::notification::store {

inline constexpr char kInsertMessage[] = R"sql(
  INSERT INTO messages (id, dossier, ward, template_id, template_version, state, rung, attempts,
                        error, sealed, create_us, expire_us, due_us, traceparent)
  VALUES (:id, :dossier, :ward, :template_id, :template_version, 'PENDING', :rung, 0, '', :sealed,
          :create_us, :expire_us, :due_us, :traceparent)
  ON CONFLICT (id) DO NOTHING)sql";

// A look without a lock: an idle sender must not queue for the writer.
inline constexpr char kAnyDue[] = R"sql(
  SELECT 1 FROM messages WHERE state = 'PENDING' AND rung = :rung AND due_us <= :now LIMIT 1)sql";

// The outer due_us condition is for PostgreSQL: a claim that waited for another one's row locks
// looks at the rows again, and finds them leased. What has an id must be found by it: a condition
// that implies the one of the index messages_due lets PostgreSQL go through the whole queue.
inline constexpr char kClaim[] = R"sql(
  UPDATE messages SET attempts = attempts + 1, due_us = :lease_end
  WHERE state NOT IN ('SENT', 'DELIVERED', 'FAILED') AND due_us <= :now AND id IN (
    SELECT id FROM messages WHERE state = 'PENDING' AND rung = :rung AND due_us <= :due
    ORDER BY due_us LIMIT :limit)
  RETURNING id, dossier, ward, template_id, template_version, state, rung, attempts, error, sealed,
            create_us, expire_us, due_us, send_us, traceparent)sql";

inline constexpr char kRecord[] = R"sql(
  UPDATE messages
  SET state = :state, rung = :rung, attempts = :attempts, error = :error, due_us = :due_us,
      send_us = :send_us
  WHERE id = :id AND state NOT IN ('SENT', 'DELIVERED', 'FAILED') AND attempts = :claimed)sql";

inline constexpr char kPassToSms[] = R"sql(
  UPDATE messages SET rung = 'SMS', error = 'zns.circuit_open', due_us = :now
  WHERE state NOT IN ('SENT', 'DELIVERED', 'FAILED') AND due_us <= :due AND id IN (
    SELECT id FROM messages WHERE state = 'PENDING' AND rung = 'ZNS' AND due_us <= :due_too
      AND create_us < :created_before
    ORDER BY due_us LIMIT :limit))sql";

inline constexpr char kOfDossier[] = R"sql(
  SELECT id, dossier, ward, template_id, template_version, state, rung, attempts, error, sealed,
         create_us, expire_us, due_us, send_us, traceparent
  FROM messages WHERE dossier = :dossier AND id > :after_id ORDER BY id LIMIT :limit)sql";

inline constexpr char kBacklog[] = R"sql(
  SELECT rung, COUNT(*), MIN(create_us) FROM messages WHERE state = 'PENDING' GROUP BY rung)sql";

inline constexpr char kSeedTokens[] = R"sql(
  INSERT INTO provider_tokens (provider, sealed, expire_us, version, refreshing_until_us, seed_index)
  VALUES (:provider, :sealed, 0, 1, 0, :seed_index)
  ON CONFLICT (provider) DO UPDATE
  SET sealed = excluded.sealed, expire_us = 0, version = provider_tokens.version + 1,
      refreshing_until_us = 0, seed_index = excluded.seed_index
  WHERE provider_tokens.seed_index <> excluded.seed_index)sql";

inline constexpr char kLoadSeed[] = R"sql(
  SELECT seed_index FROM provider_tokens WHERE provider = :provider)sql";

inline constexpr char kMarkSeed[] = R"sql(
  UPDATE provider_tokens SET seed_index = :seed_index WHERE provider = :provider)sql";

inline constexpr char kLoadTokens[] = R"sql(
  SELECT sealed, expire_us, version FROM provider_tokens WHERE provider = :provider)sql";

inline constexpr char kTokenExpiries[] = R"sql(
  SELECT provider, expire_us FROM provider_tokens WHERE expire_us > 0)sql";

inline constexpr char kBeginRefresh[] = R"sql(
  UPDATE provider_tokens SET refreshing_until_us = :until
  WHERE provider = :provider AND version = :version AND refreshing_until_us < :now)sql";

inline constexpr char kSaveTokens[] = R"sql(
  UPDATE provider_tokens
  SET sealed = :sealed, expire_us = :expire_us, version = version + 1, refreshing_until_us = 0
  WHERE provider = :provider AND version = :version)sql";

inline constexpr char kEndRefresh[] = R"sql(
  UPDATE provider_tokens SET refreshing_until_us = 0
  WHERE provider = :provider AND version = :version)sql";

}  // namespace tancua::notification::store
