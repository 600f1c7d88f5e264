package org.offhook.fuzzing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a target says when its parser does not do as it promised.
public final class Promise {

    private Promise() {}

    /// @param promise what should have been so
    public static void holds(boolean kept, String promise) {
        if (!kept) {
            throw new AssertionError("not kept: " + promise);
        }
    }

    /// What was read, written and read again is the same.
    public static void same(@Nullable Object first, @Nullable Object second) {
        if (!Objects.equals(first, second)) {
            throw new AssertionError("read, written and read again, " + first + " became " + second);
        }
    }
}
