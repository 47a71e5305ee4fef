/**
 * The database: pool, transactions, migrations, the embedded PostgreSQL. Knows no table; the rooms
 * bring their own statements in classes named {@code …Sql}.
 */
@NullMarked
package io.ringcard.store;

import org.jspecify.annotations.NullMarked;
