package org.offhook.protocols.twiml;

/// What came of reading a document.
public sealed interface Parsed {

    /// @param root of an application's document, a `Response`
    record Tree(Element root) implements Parsed {}

    /// Not a document.
    ///
    /// @param code    contract §24: 12100 (cannot be parsed), 12102 (root is not Response), 11750 (too large)
    /// @param message one line for the developer
    record Malformed(int code, String message) implements Parsed {

        private static final int LONGEST = 300;

        /// The document's own words, of any length and with any line ends, may be part of the message.
        public Malformed {
            String line = message.replaceAll("[\\p{Cc}\\s]+", " ");
            message = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
        }
    }
}
