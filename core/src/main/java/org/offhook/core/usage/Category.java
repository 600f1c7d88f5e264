package org.offhook.core.usage;

import java.util.Optional;
import org.offhook.core.calls.Direction;
import org.offhook.core.messages.Message;

/// What is counted (contract §25, Usage). A category of calls counts calls and their minutes, one of messages
/// counts messages and their segments.
public enum Category {
    CALLS("calls", "Voice minutes", Ways.BOTH, Ways.NONE),
    CALLS_INBOUND("calls-inbound", "Inbound voice minutes", Ways.IN, Ways.NONE),
    CALLS_OUTBOUND("calls-outbound", "Outbound voice minutes", Ways.OUT, Ways.NONE),
    SMS("sms", "Messages", Ways.NONE, Ways.BOTH),
    SMS_INBOUND("sms-inbound", "Inbound messages", Ways.NONE, Ways.IN),
    SMS_OUTBOUND("sms-outbound", "Outbound messages", Ways.NONE, Ways.OUT),
    TOTALPRICE("totalprice", "Total price", Ways.BOTH, Ways.BOTH);

    private enum Ways {
        NONE,
        IN,
        OUT,
        BOTH;

        boolean counts(boolean inbound) {
            return this == BOTH || this == (inbound ? IN : OUT);
        }
    }

    private final String text;
    private final String description;
    private final Ways calls;
    private final Ways messages;

    Category(String text, String description, Ways calls, Ways messages) {
        this.text = text;
        this.description = description;
        this.calls = calls;
        this.messages = messages;
    }

    public String text() {
        return text;
    }

    public String description() {
        return description;
    }

    public boolean countsCalls() {
        return calls != Ways.NONE;
    }

    public boolean countsMessages() {
        return messages != Ways.NONE;
    }

    boolean counts(Direction direction) {
        return calls.counts(direction == Direction.INBOUND);
    }

    boolean counts(Message.Direction direction) {
        return messages.counts(direction == Message.Direction.INBOUND);
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
