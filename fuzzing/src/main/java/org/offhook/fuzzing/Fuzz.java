package org.offhook.fuzzing;

import org.jspecify.annotations.Nullable;

/// What Jazzer calls, by these names. The target's name is its one argument.
public final class Fuzz {

    private static final Bounds BOUNDS = new Bounds();
    private static @Nullable Target target;

    private Fuzz() {}

    public static void fuzzerInitialize(String[] arguments) {
        target = Targets.named(arguments[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (target == null) {
            throw new IllegalStateException("the name of a target is missing");
        }
        BOUNDS.hold(target, input);
    }
}
