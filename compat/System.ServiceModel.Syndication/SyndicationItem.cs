using System.Collections.ObjectModel;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>An entry of a feed.</summary>
public class SyndicationItem : IExtensible
{
    private readonly ExtensionSet _extensions;
    private NonNullCollection<SyndicationPerson>? _authors;
    private NonNullCollection<SyndicationCategory>? _categories;
    private NonNullCollection<SyndicationPerson>? _contributors;
    private NonNullCollection<SyndicationLink>? _links;
    private ReadDate _lastUpdated;
    private ReadDate _published;

    /// <summary>An empty item.</summary>
    public SyndicationItem()
        : this(null, (SyndicationContent?)null, null, null, DateTimeOffset.MinValue)
    {
    }

    /// <summary>An item with plain text.</summary>
    /// <param name="title">Title.</param>
    /// <param name="content">Content, plain text.</param>
    /// <param name="itemAlternateLink">Address of its page.</param>
    public SyndicationItem(string? title, string? content, Uri? itemAlternateLink)
        : this(title, content, itemAlternateLink, null, DateTimeOffset.MinValue)
    {
    }

    /// <summary>An item with plain text.</summary>
    /// <param name="title">Title.</param>
    /// <param name="content">Content, plain text.</param>
    /// <param name="itemAlternateLink">Address of its page.</param>
    /// <param name="id">Identity.</param>
    /// <param name="lastUpdatedTime">When it last changed.</param>
    public SyndicationItem(string? title, string? content, Uri? itemAlternateLink, string? id, DateTimeOffset lastUpdatedTime)
        : this(title, content is null ? null : new TextSyndicationContent(content), itemAlternateLink, id, lastUpdatedTime)
    {
    }

    /// <summary>An item.</summary>
    /// <param name="title">Title.</param>
    /// <param name="content">Content.</param>
    /// <param name="itemAlternateLink">Address of its page.</param>
    /// <param name="id">Identity.</param>
    /// <param name="lastUpdatedTime">When it last changed.</param>
    public SyndicationItem(string? title, SyndicationContent? content, Uri? itemAlternateLink, string? id, DateTimeOffset lastUpdatedTime)
    {
        _extensions = new ExtensionSet();
        if (title is not null)
            Title = new TextSyndicationContent(title);
        Content = content;
        if (itemAlternateLink is not null)
            Links.Add(SyndicationLink.CreateAlternateLink(itemAlternateLink));
        Id = id;
        LastUpdatedTime = lastUpdatedTime;
    }

    /// <summary>A copy.</summary>
    /// <param name="source">What is copied.</param>
    protected SyndicationItem(SyndicationItem source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _extensions = source._extensions.Copy();
        _authors = NonNullCollection<SyndicationPerson>.Copy(source._authors, person => person.Clone());
        _categories = NonNullCollection<SyndicationCategory>.Copy(source._categories, category => category.Clone());
        _contributors = NonNullCollection<SyndicationPerson>.Copy(source._contributors, person => person.Clone());
        _links = NonNullCollection<SyndicationLink>.Copy(source._links, link => link.Clone());
        _lastUpdated = source._lastUpdated.WithoutFault();
        _published = source._published.WithoutFault();
        BaseUri = source.BaseUri;
        Content = source.Content?.Clone();
        Copyright = (TextSyndicationContent?)source.Copyright?.Clone();
        Id = source.Id;
        Summary = (TextSyndicationContent?)source.Summary?.Clone();
        Title = (TextSyndicationContent?)source.Title?.Clone();
        SourceFeed = source.SourceFeed?.Clone(cloneItems: false);
        if (SourceFeed is not null)
            SourceFeed.Items = new Collection<SyndicationItem>();
    }

    /// <summary>Attributes that the format does not define.</summary>
    public Dictionary<XmlQualifiedName, string> AttributeExtensions => _extensions.Attributes;

    /// <summary>Elements that the format does not define.</summary>
    public SyndicationElementExtensionCollection ElementExtensions => _extensions.Elements;

    /// <summary>Who wrote it.</summary>
    public Collection<SyndicationPerson> Authors => _authors ??= [];

    /// <summary>What relative addresses are relative to.</summary>
    public Uri? BaseUri { get; set; }

    /// <summary>What it is about.</summary>
    public Collection<SyndicationCategory> Categories => _categories ??= [];

    /// <summary>Who helped.</summary>
    public Collection<SyndicationPerson> Contributors => _contributors ??= [];

    /// <summary>Rights.</summary>
    public TextSyndicationContent? Copyright { get; set; }

    /// <summary>The item itself.</summary>
    public SyndicationContent? Content { get; set; }

    /// <summary>Identity.</summary>
    public string? Id { get; set; }

    /// <summary>When it last changed; the earliest value there is stands for none.</summary>
    /// <exception cref="XmlException">It was read from a document that holds no date there.</exception>
    public DateTimeOffset LastUpdatedTime
    {
        get => _lastUpdated.Value;
        set => _lastUpdated = new ReadDate(value);
    }

    /// <summary>Links.</summary>
    public Collection<SyndicationLink> Links => _links ??= [];

    /// <summary>When it was published; the earliest value there is stands for none.</summary>
    /// <exception cref="XmlException">It was read from a document that holds no date there.</exception>
    public DateTimeOffset PublishDate
    {
        get => _published.Value;
        set => _published = new ReadDate(value);
    }

    /// <summary>The feed it came from.</summary>
    public SyndicationFeed? SourceFeed { get; set; }

    /// <summary>What it says, in short.</summary>
    public TextSyndicationContent? Summary { get; set; }

    /// <summary>Title.</summary>
    public TextSyndicationContent? Title { get; set; }

    /// <summary>Reads an Atom entry or an RSS item.</summary>
    /// <param name="reader">A reader at the element.</param>
    /// <exception cref="XmlException">It is neither, or not well-formed.</exception>
    public static SyndicationItem Load(XmlReader reader) => Load<SyndicationItem>(reader);

    /// <summary>Reads an Atom entry or an RSS item.</summary>
    /// <param name="reader">A reader at the element.</param>
    /// <exception cref="XmlException">It is neither, or not well-formed.</exception>
    public static TSyndicationItem Load<TSyndicationItem>(XmlReader reader) where TSyndicationItem : SyndicationItem, new()
    {
        ArgumentNullException.ThrowIfNull(reader);
        foreach (SyndicationItemFormatter formatter in new SyndicationItemFormatter[] { new Atom10ItemFormatter<TSyndicationItem>(), new Rss20ItemFormatter<TSyndicationItem>() })
        {
            if (!formatter.CanRead(reader))
                continue;
            formatter.ReadFrom(reader);
            return (TSyndicationItem)formatter.Item!;
        }
        throw FeedFaults.UnknownRoot(reader);
    }

    /// <summary>Makes an address the item's identity and its alternate link.</summary>
    /// <param name="permalink">The address, absolute.</param>
    public void AddPermalink(Uri permalink)
    {
        ArgumentNullException.ThrowIfNull(permalink);
        Id = permalink.AbsoluteUri;
        Links.Add(SyndicationLink.CreateAlternateLink(permalink));
    }

    /// <summary>A copy.</summary>
    public virtual SyndicationItem Clone() => new(this);

    /// <summary>A writer as Atom.</summary>
    public Atom10ItemFormatter GetAtom10Formatter() => new(this);

    /// <summary>A writer as RSS, with Atom's elements for what RSS lacks.</summary>
    public Rss20ItemFormatter GetRss20Formatter() => GetRss20Formatter(true);

    /// <summary>A writer as RSS.</summary>
    /// <param name="serializeExtensionsAsAtom">Whether Atom's elements stand for what RSS lacks.</param>
    public Rss20ItemFormatter GetRss20Formatter(bool serializeExtensionsAsAtom) => new(this, serializeExtensionsAsAtom);

    /// <summary>Writes it as an Atom entry.</summary>
    /// <param name="writer">Where to.</param>
    public void SaveAsAtom10(XmlWriter writer) => GetAtom10Formatter().WriteTo(writer);

    /// <summary>Writes it as an RSS item.</summary>
    /// <param name="writer">Where to.</param>
    public void SaveAsRss20(XmlWriter writer) => GetRss20Formatter().WriteTo(writer);

    internal void SetLastUpdated(ReadDate date) => _lastUpdated = date;

    internal void SetPublished(ReadDate date) => _published = date;

    /// <summary>For derived types: a category that a reader fills.</summary>
    protected internal virtual SyndicationCategory CreateCategory() => new();

    /// <summary>For derived types: a link that a reader fills.</summary>
    protected internal virtual SyndicationLink CreateLink() => new();

    /// <summary>For derived types: a person that a reader fills.</summary>
    protected internal virtual SyndicationPerson CreatePerson() => new();

    /// <summary>For derived types: takes the content of an Atom entry, and moves past it.</summary>
    /// <param name="reader">A reader at the content element.</param>
    /// <param name="contentType">Its <c>type</c>.</param>
    /// <param name="version">The format's name.</param>
    /// <param name="content">What was read.</param>
    /// <returns>Whether it was taken.</returns>
    protected internal virtual bool TryParseContent(XmlReader reader, string? contentType, string version, out SyndicationContent? content)
    {
        content = null;
        return false;
    }

    ExtensionSet IExtensible.Extensions => _extensions;

    bool IExtensible.TakesAttribute(string name, string ns, string value, string version) => TryParseAttribute(name, ns, value, version);

    bool IExtensible.TakesElement(XmlReader reader, string version) => TryParseElement(reader, version);

    /// <summary>For derived types: takes an attribute that the format does not define.</summary>
    /// <param name="name">Local name.</param>
    /// <param name="ns">Namespace.</param>
    /// <param name="value">Value.</param>
    /// <param name="version">The format's name.</param>
    /// <returns>Whether it was taken.</returns>
    protected internal virtual bool TryParseAttribute(string name, string ns, string value, string version) => false;

    /// <summary>For derived types: takes an element that the format does not define, and moves past it.</summary>
    /// <param name="reader">A reader at the element.</param>
    /// <param name="version">The format's name.</param>
    /// <returns>Whether it was taken.</returns>
    protected internal virtual bool TryParseElement(XmlReader reader, string version) => false;

    /// <summary>Writes the attributes that the format does not define.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="version">The format's name.</param>
    protected internal virtual void WriteAttributeExtensions(XmlWriter writer, string version) => _extensions.WriteAttributes(writer);

    /// <summary>Writes the elements that the format does not define.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="version">The format's name.</param>
    protected internal virtual void WriteElementExtensions(XmlWriter writer, string version) => _extensions.WriteElements(writer);
}
