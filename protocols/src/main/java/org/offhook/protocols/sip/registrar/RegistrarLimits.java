package org.offhook.protocols.sip.registrar;

/// What a registration may ask for.
///
/// @param minExpires seconds; a shorter registration is refused with 423
/// @param maxExpires seconds; a longer one is shortened
/// @param defaultExpires seconds, when the request says nothing
/// @param bindings how many an address of record may have
public record RegistrarLimits(int minExpires, int maxExpires, int defaultExpires, int bindings) {

    /// One minute to one day, one hour when nothing is said, ten devices.
    public static final RegistrarLimits DEFAULT = new RegistrarLimits(60, 86_400, 3_600, 10);
}
