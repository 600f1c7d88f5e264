package org.offhook.api.v2010;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.api.rest.Fields;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.web.Hook;

/// The parameters of Calls and Participants that find out who answers (contract §11).
public final class MachineFields {

    private static final int BAD_VALUE = 21234;
    private static final int BAD_NUMBER = 21263;
    private static final int BAD_URL = 21205;
    private static final int BAD_METHOD = 21209;
    private static final Set<String> VALUES = Set.of("Enable", "DetectMessageEnd");

    private MachineFields() {}

    /// Of Calls: the first document waits for the result unless `AsyncAmd` is true.
    static @Nullable MachineWish ofCall(Fields fields) {
        Hook callback = fields.hook("AsyncAmdStatusCallback", "AsyncAmdStatusCallbackMethod", BAD_URL, BAD_METHOD);
        boolean beside = fields.flag("AsyncAmd", false);
        return wish(fields, beside, beside ? callback : null);
    }

    /// Of Participants: whoever is called joins the conference at once.
    public static @Nullable MachineWish ofParticipant(Fields fields) {
        return wish(fields, true, fields.hook("AmdStatusCallback", "AmdStatusCallbackMethod", BAD_URL, BAD_METHOD));
    }

    private static @Nullable MachineWish wish(Fields fields, boolean beside, @Nullable Hook callback) {
        MachineDetection how = MachineDetection.of(
                fields.text("MachineDetection", "").equals("DetectMessageEnd"),
                fields.number(
                        "MachineDetectionTimeout",
                        MachineDetection.TIMEOUT,
                        MachineDetection.LEAST_TIMEOUT,
                        MachineDetection.MOST_TIMEOUT,
                        BAD_NUMBER),
                fields.number(
                        "MachineDetectionSpeechThreshold",
                        MachineDetection.THRESHOLD,
                        MachineDetection.LEAST_THRESHOLD,
                        MachineDetection.MOST_THRESHOLD,
                        BAD_NUMBER),
                fields.number(
                        "MachineDetectionSpeechEndThreshold",
                        MachineDetection.END,
                        MachineDetection.LEAST_END,
                        MachineDetection.MOST_END,
                        BAD_NUMBER),
                fields.number(
                        "MachineDetectionSilenceTimeout",
                        MachineDetection.SILENCE,
                        MachineDetection.LEAST_SILENCE,
                        MachineDetection.MOST_SILENCE,
                        BAD_NUMBER));
        if (fields.text("MachineDetection") == null) {
            return null;
        }
        fields.choice("MachineDetection", "Enable", VALUES, BAD_VALUE);
        return new MachineWish(how, beside, callback);
    }
}
