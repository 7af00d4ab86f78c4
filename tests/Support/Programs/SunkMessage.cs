using System.Text.RegularExpressions;

namespace Syndication.Tests.Support.Programs;

/// <summary>A message as smtp-sink kept it: its envelope, then header and body with LF line ends.</summary>
/// <param name="File">The file.</param>
/// <param name="Recipient">The envelope's recipient.</param>
/// <param name="MessageId">The Message-ID with its angle brackets.</param>
/// <param name="Text">The message without the envelope.</param>
public sealed partial record SunkMessage(string File, string Recipient, string MessageId, string Text)
{
    /// <summary>Whether it is a digest and no request to confirm.</summary>
    public bool IsDigest => Text.Contains("\nList-Id:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a file; null while it is being written, and where its message was broken off.</summary>
    public static SunkMessage? Read(string file)
    {
        string all;
        try
        {
            all = System.IO.File.ReadAllText(file);
        }
        catch (FileNotFoundException)
        {
            // smtp-sink removes what it began to keep when the line ends before the message.
            return null;
        }

        // smtp-sink(1): an empty line ends each message; ours end with a closing boundary.
        if (!all.EndsWith("--\n\n", StringComparison.Ordinal)) return null;
        var envelope = Recipients().Match(all);
        var received = Received().Match(all);
        var text = all[(received.Index + received.Length)..^1];
        return new SunkMessage(file, envelope.Groups["address"].Value, Identifier().Match(text).Groups["id"].Value, text);
    }

    [GeneratedRegex(@"^X-Rcpt-Args: <(?<address>[^>]*)>", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recipients();

    [GeneratedRegex(@"^Received: [^\n]*\n(?:[ \t][^\n]*\n)*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Received();

    [GeneratedRegex(@"^Message-ID:\s*(?<id><[^>]+>)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Identifier();
}
