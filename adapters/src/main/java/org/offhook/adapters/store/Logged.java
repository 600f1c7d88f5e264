package org.offhook.adapters.store;

import java.util.List;

/// What one record of the log holds, on its way to the database.
///
/// @param number of the record
record Logged(long number, List<Due> dues) {

    /// A transaction that is durable and not in the database yet.
    record Due(Transaction transaction, List<Row> rows) {

        long events() {
            return rows.stream().filter(Row.Append.class::isInstance).count();
        }
    }
}
