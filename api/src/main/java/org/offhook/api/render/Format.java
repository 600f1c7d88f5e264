package org.offhook.api.render;

import java.util.Locale;
import java.util.Optional;

/// What an answer is written in.
public enum Format {
    JSON("application/json"),
    XML("application/xml"),
    CSV("text/csv"),
    HTML("text/html");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /// Chosen by the path's ending, or by the Accept header when there is none; nothing for an ending that is
    /// none.
    ///
    /// @param ending  `json`, `xml`, … or empty
    /// @param accept  the Accept header, or empty
    /// @param unasked when the client does not care
    public static Optional<Format> choose(String ending, String accept, Format unasked) {
        return switch (ending) {
            case "json" -> Optional.of(JSON);
            case "xml" -> Optional.of(XML);
            case "csv" -> Optional.of(CSV);
            case "html" -> Optional.of(HTML);
            case "" -> Optional.of(accepted(accept, unasked));
            default -> Optional.empty();
        };
    }

    /// A client that names neither gets what it would get unasked (RFC 9110 §12.5.1 allows that).
    private static Format accepted(String accept, Format unasked) {
        double json = 0;
        double xml = 0;
        double csv = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            double weight = weight(parts);
            switch (parts[0].strip()) {
                case "application/json" -> json = weight;
                case "application/xml", "text/xml" -> xml = Math.max(xml, weight);
                case "text/csv" -> csv = weight;
                default -> {
                    // Wildcards and other types do not tell them apart; a browser that lists HTML gets what all get.
                }
            }
        }
        if (csv > Math.max(json, xml)) {
            return CSV;
        }
        return json > xml ? JSON : xml > json ? XML : unasked;
    }

    private static double weight(String[] parts) {
        for (String part : parts) {
            String parameter = part.strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException broken) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
