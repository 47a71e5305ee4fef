/**
 * The database: pool, transactions, migrations, the embedded PostgreSQL. Knows no table; the rooms
 * bring their own statements in classes named {@code …Sql}.
 *
 * <p>In use: {@code EmbeddedDatabase.open(folder).settings()} or settings of one's own server, then
 * {@code Migrations.run(settings)}, then {@code Database.open(vertx, settings)}, which is the
 * {@link Db} handed to the rooms. Parameters may be strings, numbers, booleans, {@code
 * OffsetDateTime} or {@code Instant} (timestamptz), {@code JsonObject} and {@code JsonArray}
 * (jsonb), {@code byte[]} (bytea), {@code BigDecimal}, and arrays of boxed values or strings. In
 * tests: {@code TestDatabase.fresh()}. What triggers notify on the channel {@code ringcard} is told
 * to {@code Database.onNotice}.
 */
@NullMarked
package io.ringcard.store;

import org.jspecify.annotations.NullMarked;
