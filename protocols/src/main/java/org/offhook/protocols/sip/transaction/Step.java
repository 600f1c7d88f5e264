package org.offhook.protocols.sip.transaction;

import java.util.List;

/// What an input did to a machine.
///
/// @param next the state it is in now
/// @param effects what is to be carried out, in order
public record Step<S, E>(S next, List<E> effects) {

    static <S, E> Step<S, E> to(S next) {
        return new Step<>(next, List.of());
    }

    static <S, E> Step<S, E> to(S next, E effect) {
        return new Step<>(next, List.of(effect));
    }

    static <S, E> Step<S, E> to(S next, E first, E second) {
        return new Step<>(next, List.of(first, second));
    }
}
