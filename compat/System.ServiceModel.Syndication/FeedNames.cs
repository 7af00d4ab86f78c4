namespace System.ServiceModel.Syndication;

/// <summary>Namespaces, and the words that several formats share.</summary>
internal static class FeedNames
{
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string AtomPrefix = "a10";
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";
    public const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    public const string Alternate = "alternate";
    public const string Enclosure = "enclosure";
    public const string Self = "self";

    /// <summary>Whether an attribute declares a namespace.</summary>
    public static bool IsNamespaceDeclaration(string name, string ns) => name == "xmlns" || ns == Xmlns;

    /// <summary>Whether an attribute of a feed or item is none of the author's: a declaration or a schema type.</summary>
    public static bool IsBookkeeping(string name, string ns) =>
        IsNamespaceDeclaration(name, ns) || (name == "type" && ns == SchemaInstance);
}
