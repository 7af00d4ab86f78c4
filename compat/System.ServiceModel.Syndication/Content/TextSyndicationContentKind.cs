namespace System.ServiceModel.Syndication;

/// <summary>How a text is to be read.</summary>
public enum TextSyndicationContentKind
{
    /// <summary>As it stands.</summary>
    Plaintext = 0,

    /// <summary>As HTML.</summary>
    Html = 1,

    /// <summary>As XHTML: written as markup, not escaped.</summary>
    XHtml = 2,
}
