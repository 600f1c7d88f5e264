package org.offhook.adapters.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.store.commits.CommitLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Why one of the two that write cannot. A full disk passes; any other failure is for good: after a failed fsync
/// nobody knows what the kernel has thrown away, so the store refuses everything until the process is started
/// anew. One thread notes, any may ask.
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final String FULL = "no room left for the database: make room on its disk";

    private volatile @Nullable String problem;
    private volatile boolean broken;

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /// Whether it is for good.
    boolean isBroken() {
        return broken;
    }

    void note(SQLException failure) {
        SQLiteErrorCode code = failure instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
        boolean full = code == SQLiteErrorCode.SQLITE_FULL;
        note(failure, full, full || code == SQLiteErrorCode.SQLITE_BUSY);
    }

    void note(IOException failure) {
        boolean passing = !(failure instanceof CommitLog.NotDurable);
        note(failure, passing && String.valueOf(failure.getMessage()).contains("No space left"), passing);
    }

    private void note(Exception failure, boolean full, boolean passing) {
        broken |= !passing;
        if (problem == null || broken) {
            LOG.error("the database cannot be written{}", passing ? "" : ", for good", failure);
        }
        problem = full
                ? FULL
                : passing
                        ? failure.getMessage()
                        : failure.getMessage() + ": check the disk, then start the server anew";
    }

    /// It works again.
    void passed() {
        if (problem != null && !broken) {
            LOG.info("the database can be written again");
            problem = null;
        }
    }
}
