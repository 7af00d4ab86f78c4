using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Addresses as they are read, combined and written.</summary>
internal static class FeedUris
{
    /// <summary>The form that is written: percent-encoded when absolute, as given when relative.</summary>
    public static string? Text(Uri? uri) => uri switch
    {
        null => null,
        { IsAbsoluteUri: true } => uri.AbsoluteUri,
        _ => uri.ToString(),
    };

    /// <summary>Reads an address; what cannot be one is an error of the document.</summary>
    public static Uri Parse(string text, XmlReader reader)
    {
        try
        {
            return new Uri(text, UriKind.RelativeOrAbsolute);
        }
        catch (UriFormatException fault)
        {
            throw FeedFaults.At(reader, "An address cannot be read.", fault);
        }
    }

    /// <summary>The base that holds inside an element with its own <c>xml:base</c>.</summary>
    public static Uri? Rebase(Uri? outer, string declared)
    {
        if (declared.Length == 0)
            return outer;
        var inner = new Uri(declared, UriKind.RelativeOrAbsolute);
        return outer is null || inner.IsAbsoluteUri ? inner : new Uri(outer, declared);
    }

    /// <summary>What an element has to declare as its <c>xml:base</c> below an outer one; null for nothing.</summary>
    public static Uri? BaseToWrite(Uri? outer, Uri? own)
    {
        if (own is null || own == outer)
            return null;
        var nests = outer is { IsAbsoluteUri: true } && own.IsAbsoluteUri && outer.IsBaseOf(own);
        return nests ? outer!.MakeRelativeUri(own) : own;
    }

    /// <summary>Writes <c>xml:base</c> where it is needed.</summary>
    public static void WriteBase(XmlWriter writer, Uri? outer, Uri? own)
    {
        if (BaseToWrite(outer, own) is { } uri)
            writer.WriteAttributeString("xml", "base", FeedNames.Xml, Text(uri));
    }
}
