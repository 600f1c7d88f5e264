package org.offhook.core.meters;

import java.util.List;

/// A metric as it reads at one moment: its name and all its series.
///
/// @param name without the suffixes `_total`, `_bucket`, `_sum`, `_count`, which stand in the samples
/// @param help one sentence, with the unit
public record Family(String name, Type type, String help, List<Sample> samples) {

    public Family {
        samples = List.copyOf(samples);
    }

    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /// One number.
    ///
    /// @param suffix appended to the family's name; mostly empty
    public record Sample(String suffix, List<Label> labels, double value) {

        public Sample {
            labels = List.copyOf(labels);
        }
    }

    public record Label(String name, String value) {}
}
