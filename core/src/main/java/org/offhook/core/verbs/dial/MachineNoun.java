package org.offhook.core.verbs.dial;

import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.twiml.Reading;

/// The attributes of Number and Sip that find out who answers (contract §7.2). They are always carried out beside the
/// call, which is joined at once.
final class MachineNoun {

    private static final int BAD_VALUE = 21234;
    private static final int BAD_NUMBER = 21263;

    private MachineNoun() {}

    /// @return null when nothing is to be found out; the callback is as written
    static @Nullable MachineWish read(Reading noun) {
        MachineDetection how = MachineDetection.of(
                "DetectMessageEnd".equals(noun.text("machineDetection")),
                noun.number(
                        "machineDetectionTimeout",
                        MachineDetection.TIMEOUT,
                        MachineDetection.LEAST_TIMEOUT,
                        MachineDetection.MOST_TIMEOUT,
                        BAD_NUMBER),
                noun.number(
                        "machineDetectionSpeechThreshold",
                        MachineDetection.THRESHOLD,
                        MachineDetection.LEAST_THRESHOLD,
                        MachineDetection.MOST_THRESHOLD,
                        BAD_NUMBER),
                noun.number(
                        "machineDetectionSpeechEndThreshold",
                        MachineDetection.END,
                        MachineDetection.LEAST_END,
                        MachineDetection.MOST_END,
                        BAD_NUMBER),
                noun.number(
                        "machineDetectionSilenceTimeout",
                        MachineDetection.SILENCE,
                        MachineDetection.LEAST_SILENCE,
                        MachineDetection.MOST_SILENCE,
                        BAD_NUMBER));
        MachineWish wish =
                new MachineWish(how, true, noun.hook("amdStatusCallback", "amdStatusCallbackMethod", BAD_VALUE));
        String value = noun.text("machineDetection");
        if (value == null || value.equals("Enable") || value.equals("DetectMessageEnd")) {
            return value == null ? null : wish;
        }
        noun.complain(BAD_VALUE, "machineDetection is Enable or DetectMessageEnd; nothing is found out.");
        return null;
    }
}
