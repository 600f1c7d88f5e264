package org.offhook.core.speech;

/// Text that engines can be given. Whoever wrote the document decides what is said, not how an engine is
/// operated: control characters, some of which are commands to engines, become spaces; halves of surrogate
/// pairs and invisible marks of direction disappear.
public final class Speakable {

    private Speakable() {}

    /// @return the text without such characters, in single spaces; may be empty
    public static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int type = Character.getType(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || type == Character.CONTROL) {
                gap = !clean.isEmpty();
            } else if (type != Character.SURROGATE && type != Character.FORMAT && type != Character.UNASSIGNED) {
                if (gap) {
                    clean.append(' ');
                    gap = false;
                }
                clean.appendCodePoint(c);
            }
        }
        return clean.toString();
    }

    /// The primary subtag of a language tag in lower case: `en` of `en-US`.
    public static String primary(String language) {
        int end = 0;
        while (end < language.length() && Character.isLetter(language.charAt(end))) {
            end++;
        }
        return language.substring(0, end).toLowerCase(java.util.Locale.ROOT);
    }
}
