using System.Text;

namespace MimeKit.Headers;

/// <summary>Lays tokens out on lines (RFC 5322 §2.2.3).</summary>
internal static class HeaderFolder
{
    private const int EncodedLineLength = 76;

    /// <summary>The raw value with its leading space, if it has any token, and its final line end.</summary>
    public static byte[] Fold(FormatOptions options, string field, IEnumerable<HeaderToken> tokens)
    {
        var folded = new StringBuilder();
        var lineLength = field.Length + 2;
        var first = true;
        foreach (var token in tokens)
        {
            var limit = token.Encoded ? Math.Min(EncodedLineLength, options.MaxLineLength) : options.MaxLineLength;
            if (!first && token.Space.Length > 0 && lineLength + token.Space.Length + token.Text.Length > limit)
            {
                folded.Append(options.NewLine);
                lineLength = 0;
            }

            folded.Append(first ? " " : token.Space);
            if (!first)
                lineLength += token.Space.Length;

            folded.Append(token.Text);
            lineLength += token.Text.Length;
            first = false;
        }

        folded.Append(options.NewLine);
        return Encoding.UTF8.GetBytes(folded.ToString());
    }
}
