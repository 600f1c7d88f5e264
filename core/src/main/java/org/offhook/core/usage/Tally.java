package org.offhook.core.usage;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.Event;
import org.offhook.core.ids.SidType;

/// What one event says that somebody used.
///
/// @param categories in which it counts; none when nothing was used
/// @param sum        that it adds to each
record Tally(Set<Category> categories, Sum sum) {

    private static final Tally NOTHING = new Tally(EnumSet.noneOf(Category.class), Sum.NONE);
    private static final int SECONDS = 60;

    static Tally of(Event event) {
        Map<String, String> data = event.data();
        return switch (event.type()) {
            case CALL_ENDED -> call(data);
            case MESSAGE_SENT -> message(event, data, false);
            case MESSAGE_RECEIVED -> message(event, data, true);
            case MACHINE_DETECTED -> new Tally(EnumSet.of(Category.MACHINE_DETECTION), new Sum(1, 1, BigDecimal.ZERO));
            case RECORD_ENDED -> timed(data, Category.RECORDINGS);
            case TRANSCRIPTION_ENDED -> timed(data, Category.TRANSCRIPTIONS);
            default -> NOTHING;
        };
    }

    boolean isNothing() {
        return categories.isEmpty();
    }

    private static Tally call(Map<String, String> data) {
        boolean inbound = "inbound".equals(data.get("direction"));
        Set<Category> in = EnumSet.of(Category.CALLS, inbound ? Category.CALLS_INBOUND : Category.CALLS_OUTBOUND);
        switch (data.getOrDefault("party", "")) {
            case "client" -> in.add(Category.CALLS_CLIENT);
            case "sip" -> {
                in.add(Category.CALLS_SIP);
                in.add(inbound ? Category.CALLS_SIP_INBOUND : Category.CALLS_SIP_OUTBOUND);
            }
            default -> {
                // A phone number, or nobody knows.
            }
        }
        switch (data.getOrDefault("trunking", "")) {
            case "origination" -> in.add(Category.TRUNKING_ORIGINATION);
            case "termination" -> in.add(Category.TRUNKING_TERMINATION);
            default -> {
                // By no trunk.
            }
        }
        return charged(in, minutes(data), data);
    }

    /// A reception without its segments was taken up again after a crash and has been counted.
    private static Tally message(Event event, Map<String, String> data, boolean inbound) {
        String segments = data.get("segments");
        if (segments == null) {
            return NOTHING;
        }
        Set<Category> in = event.subject().is(SidType.MMS)
                ? EnumSet.of(Category.MMS, inbound ? Category.MMS_INBOUND : Category.MMS_OUTBOUND)
                : EnumSet.of(Category.SMS, inbound ? Category.SMS_INBOUND : Category.SMS_OUTBOUND);
        return charged(in, Long.parseLong(segments), data);
    }

    private static Tally timed(Map<String, String> data, Category category) {
        long minutes = minutes(data);
        return minutes == 0 ? NOTHING : charged(EnumSet.of(category), minutes, data);
    }

    private static Tally charged(Set<Category> in, long usage, Map<String, String> data) {
        @Nullable String price = data.get(Charge.PRICE);
        in.add(Category.TOTALPRICE);
        return new Tally(in, new Sum(1, usage, price == null ? BigDecimal.ZERO : new BigDecimal(price)));
    }

    private static long minutes(Map<String, String> data) {
        return (Long.parseLong(data.getOrDefault("duration_s", "0")) + SECONDS - 1) / SECONDS;
    }
}
