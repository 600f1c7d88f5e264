package org.offhook.core.meters;

import java.util.List;
import org.offhook.core.meters.Family.Label;
import org.offhook.core.meters.Family.Sample;

/// Writes meters in the Prometheus text format, version 0.0.4, which every scraper reads.
public final class PrometheusText {

    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private PrometheusText() {}

    public static String write(List<Family> families) {
        StringBuilder out = new StringBuilder(16_384);
        families.forEach(family -> write(family, out));
        return out.toString();
    }

    private static void write(Family family, StringBuilder out) {
        // In this format the family of a counter bears the name of its samples.
        String name = family.type() == Family.Type.COUNTER ? family.name() + "_total" : family.name();
        String type = family.type().name().toLowerCase(java.util.Locale.ROOT);
        out.append("# HELP ")
                .append(name)
                .append(' ')
                .append(help(family.help()))
                .append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        for (Sample sample : family.samples()) {
            out.append(family.name()).append(sample.suffix());
            write(sample.labels(), out);
            out.append(' ').append(number(sample.value())).append('\n');
        }
    }

    private static void write(List<Label> labels, StringBuilder out) {
        if (labels.isEmpty()) {
            return;
        }
        char separator = '{';
        for (Label label : labels) {
            out.append(separator).append(label.name()).append("=\"").append(value(label.value()));
            out.append('"');
            separator = ',';
        }
        out.append('}');
    }

    private static String help(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String value(String text) {
        return help(text).replace("\"", "\\\"");
    }

    /// Whole numbers without a fraction; no exponent below 2^53, for people.
    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            return Long.toString((long) value);
        }
        return Double.isNaN(value) ? "NaN" : Double.toString(value).replace("Infinity", "Inf");
    }
}
