package org.offhook.api.v2010.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Fields;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.kept.KeptResource;
import org.offhook.api.v2010.kept.KeptResource.Manners;
import org.offhook.api.v2010.kept.Shape;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.api.v2010.kept.Slot.Reader;
import org.offhook.api.v2010.kept.Slot.Trait;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.usage.Category;
import org.offhook.core.usage.UsageWatch;

/// `…/Usage/Triggers`: told when so much was used in a period. [UsageWatch] fires them.
public final class UsageTriggers {

    private static final Set<String> CATEGORIES =
            Arrays.stream(Category.values()).map(Category::text).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> PERIODS = Set.of("daily", "monthly", "yearly", "alltime");

    private static final List<Slot> SLOTS = List.of(
            Slot.name(),
            Slot.url("CallbackUrl").needed(21402),
            Slot.verb("CallbackMethod"),
            Slot.text("TriggerValue").needed(20422).with(Trait.FIXED),
            Slot.choice("UsageCategory", "calls", CATEGORIES, 20422)
                    .needed(20422)
                    .with(Trait.FIXED, Trait.FILTER),
            new Slot("Recurring", new Reader.Choice(PERIODS, 20422), null, 0, Set.of(Trait.FIXED, Trait.FILTER)),
            Slot.choice("TriggerBy", "usage", Set.of("count", "usage", "price"), 20422)
                    .with(Trait.FIXED, Trait.FILTER));

    private UsageTriggers() {}

    public static KeptResource of(Desks desks) {
        Shape shape = Shape.of(
                "UsageTrigger",
                "UsageTriggers",
                "/Usage/Triggers",
                SidType.USAGE_TRIGGER,
                AssetKinds.USAGE_TRIGGERS,
                SLOTS);
        Manners manners = Manners.PLAIN
                .checking((fields, account, values) -> check(desks, fields, account, values))
                .showing((element, trigger) -> shown(desks, element, trigger));
        return new KeptResource(shape, desks.store(), desks.assets(), manners);
    }

    /// `+30` means thirty more than what was used when the trigger is made.
    private static void check(Desks desks, Fields fields, Sid account, Map<String, String> values) {
        String value = values.getOrDefault("trigger_value", "");
        if (!value.matches("\\+?[0-9]{1,15}(\\.[0-9]{1,6})?")) {
            fields.refuse(20422, "TriggerValue is a number such as 100, 12.50 or +30");
        } else if (value.startsWith("+")) {
            Asset trigger = new Asset(
                    account,
                    account,
                    null,
                    values,
                    desks.clock().now(),
                    desks.clock().now());
            values.put(
                    "trigger_value",
                    used(desks, trigger).add(new BigDecimal(value)).toPlainString());
        }
    }

    private static BigDecimal used(Desks desks, Asset trigger) {
        LocalDate today = desks.clock().now().atOffset(ZoneOffset.UTC).toLocalDate();
        return UsageWatch.value(trigger, desks.usage().used(trigger.account(), UsageWatch.since(trigger, today), today))
                .orElse(BigDecimal.ZERO);
    }

    private static Element shown(Desks desks, Element element, Asset trigger) {
        String fired = trigger.value("date_fired");
        return element.with("api_version", "2010-04-01")
                .with("current_value", used(desks, trigger).toPlainString())
                .with("date_fired", fired == null ? null : Dates.rfc2822(Instant.parse(fired)))
                .with("usage_record_uri", UsageWatch.record(trigger));
    }
}
