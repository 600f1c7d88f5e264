package org.offhook.core.usage;

import java.util.Optional;

/// What is counted (contract §25, Usage).
public enum Category {
    CALLS("calls", "Voice minutes", Unit.CALLS),
    CALLS_INBOUND("calls-inbound", "Inbound voice minutes", Unit.CALLS),
    CALLS_OUTBOUND("calls-outbound", "Outbound voice minutes", Unit.CALLS),
    CALLS_CLIENT("calls-client", "Client voice minutes", Unit.CALLS),
    CALLS_SIP("calls-sip", "SIP minutes", Unit.CALLS),
    CALLS_SIP_INBOUND("calls-sip-inbound", "Inbound SIP minutes", Unit.CALLS),
    CALLS_SIP_OUTBOUND("calls-sip-outbound", "Outbound SIP minutes", Unit.CALLS),
    SMS("sms", "Messages", Unit.MESSAGES),
    SMS_INBOUND("sms-inbound", "Inbound messages", Unit.MESSAGES),
    SMS_OUTBOUND("sms-outbound", "Outbound messages", Unit.MESSAGES),
    MMS("mms", "Messages with media", Unit.MESSAGES),
    MMS_INBOUND("mms-inbound", "Inbound messages with media", Unit.MESSAGES),
    MMS_OUTBOUND("mms-outbound", "Outbound messages with media", Unit.MESSAGES),
    RECORDINGS("recordings", "Recorded minutes", Unit.RECORDINGS),
    TRANSCRIPTIONS("transcriptions", "Transcribed minutes", Unit.TRANSCRIPTIONS),
    TRUNKING_ORIGINATION("trunking-origination", "Minutes to PBXs by their trunks", Unit.CALLS),
    TRUNKING_TERMINATION("trunking-termination", "Minutes of PBXs by their trunks", Unit.CALLS),
    MACHINE_DETECTION("answering-machine-detection", "Calls whose answerer was told", Unit.DETECTIONS),
    TOTALPRICE("totalprice", "Total price", Unit.MONEY);

    /// In what it is counted, and how much of it was used. The unit of money is the currency.
    public enum Unit {
        CALLS("calls", "minutes"),
        MESSAGES("messages", "segments"),
        RECORDINGS("recordings", "minutes"),
        TRANSCRIPTIONS("transcriptions", "minutes"),
        DETECTIONS("calls", "calls"),
        MONEY("", "");

        private final String count;
        private final String usage;

        Unit(String count, String usage) {
            this.count = count;
            this.usage = usage;
        }

        public String count() {
            return count;
        }

        public String usage() {
            return usage;
        }
    }

    private final String text;
    private final String description;
    private final Unit unit;

    Category(String text, String description, Unit unit) {
        this.text = text;
        this.description = description;
        this.unit = unit;
    }

    public String text() {
        return text;
    }

    public String description() {
        return description;
    }

    public Unit unit() {
        return unit;
    }

    public boolean isMoney() {
        return this == TOTALPRICE;
    }

    public static Optional<Category> of(String text) {
        for (Category category : values()) {
            if (category.text.equals(text)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
