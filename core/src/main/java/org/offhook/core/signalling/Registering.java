package org.offhook.core.signalling;

import java.util.function.Consumer;

/// Where our own user agents register with others. Safe from any thread; never blocks.
@FunctionalInterface
public interface Registering {

    /// Registers, and keeps the binding fresh until it is removed or refused.
    ///
    /// @param events called on the signalling loop: must not block
    Kept register(OutgoingRegister register, Consumer<RegisterEvent> events);

    /// A binding that is kept.
    @FunctionalInterface
    interface Kept {

        /// Takes the binding back; [RegisterEvent.Removed] follows unless it was refused before.
        void remove();
    }
}
