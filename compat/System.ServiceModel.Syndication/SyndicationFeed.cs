using System.Collections.ObjectModel;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>A feed.</summary>
public class SyndicationFeed : IExtensible
{
    private readonly ExtensionSet _extensions;
    private NonNullCollection<SyndicationPerson>? _authors;
    private NonNullCollection<SyndicationCategory>? _categories;
    private NonNullCollection<SyndicationPerson>? _contributors;
    private NonNullCollection<SyndicationLink>? _links;
    private IEnumerable<SyndicationItem>? _items;
    private ReadDate _lastUpdated;

    /// <summary>An empty feed.</summary>
    public SyndicationFeed()
        : this((IEnumerable<SyndicationItem>?)null)
    {
    }

    /// <summary>A feed of items.</summary>
    /// <param name="items">The items, in the order in which they are written.</param>
    public SyndicationFeed(IEnumerable<SyndicationItem>? items)
        : this(null, null, null, items)
    {
    }

    /// <summary>A feed.</summary>
    /// <param name="title">Title.</param>
    /// <param name="description">What it is about.</param>
    /// <param name="feedAlternateLink">Address of its page.</param>
    public SyndicationFeed(string? title, string? description, Uri? feedAlternateLink)
        : this(title, description, feedAlternateLink, null)
    {
    }

    /// <summary>A feed.</summary>
    /// <param name="title">Title.</param>
    /// <param name="description">What it is about.</param>
    /// <param name="feedAlternateLink">Address of its page.</param>
    /// <param name="items">The items.</param>
    public SyndicationFeed(string? title, string? description, Uri? feedAlternateLink, IEnumerable<SyndicationItem>? items)
        : this(title, description, feedAlternateLink, null, DateTimeOffset.MinValue, items)
    {
    }

    /// <summary>A feed.</summary>
    /// <param name="title">Title.</param>
    /// <param name="description">What it is about.</param>
    /// <param name="feedAlternateLink">Address of its page.</param>
    /// <param name="id">Identity.</param>
    /// <param name="lastUpdatedTime">When it last changed.</param>
    public SyndicationFeed(string? title, string? description, Uri? feedAlternateLink, string? id, DateTimeOffset lastUpdatedTime)
        : this(title, description, feedAlternateLink, id, lastUpdatedTime, null)
    {
    }

    /// <summary>A feed.</summary>
    /// <param name="title">Title.</param>
    /// <param name="description">What it is about.</param>
    /// <param name="feedAlternateLink">Address of its page.</param>
    /// <param name="id">Identity.</param>
    /// <param name="lastUpdatedTime">When it last changed.</param>
    /// <param name="items">The items.</param>
    public SyndicationFeed(string? title, string? description, Uri? feedAlternateLink, string? id, DateTimeOffset lastUpdatedTime, IEnumerable<SyndicationItem>? items)
    {
        _extensions = new ExtensionSet();
        if (title is not null)
            Title = new TextSyndicationContent(title);
        if (description is not null)
            Description = new TextSyndicationContent(description);
        if (feedAlternateLink is not null)
            Links.Add(SyndicationLink.CreateAlternateLink(feedAlternateLink));
        Id = id;
        LastUpdatedTime = lastUpdatedTime;
        _items = items;
    }

    /// <summary>A copy.</summary>
    /// <param name="source">What is copied.</param>
    /// <param name="cloneItems">Whether its items are copied too.</param>
    /// <exception cref="InvalidOperationException">Items that are no list cannot be copied.</exception>
    protected SyndicationFeed(SyndicationFeed source, bool cloneItems)
    {
        ArgumentNullException.ThrowIfNull(source);
        _extensions = source._extensions.Copy();
        _authors = NonNullCollection<SyndicationPerson>.Copy(source._authors, person => person.Clone());
        _categories = NonNullCollection<SyndicationCategory>.Copy(source._categories, category => category.Clone());
        _contributors = NonNullCollection<SyndicationPerson>.Copy(source._contributors, person => person.Clone());
        _links = NonNullCollection<SyndicationLink>.Copy(source._links, link => link.Clone());
        _lastUpdated = source._lastUpdated.WithoutFault();
        _items = CopyItems(source._items, cloneItems);
        BaseUri = source.BaseUri;
        Copyright = (TextSyndicationContent?)source.Copyright?.Clone();
        Description = (TextSyndicationContent?)source.Description?.Clone();
        Generator = source.Generator;
        Id = source.Id;
        ImageUrl = source.ImageUrl;
        Language = source.Language;
        Title = (TextSyndicationContent?)source.Title?.Clone();
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

    /// <summary>What it is about.</summary>
    public TextSyndicationContent? Description { get; set; }

    /// <summary>The program that wrote it.</summary>
    public string? Generator { get; set; }

    /// <summary>Identity.</summary>
    public string? Id { get; set; }

    /// <summary>Address of its picture.</summary>
    public Uri? ImageUrl { get; set; }

    /// <summary>The items, in the order in which they are written.</summary>
    public IEnumerable<SyndicationItem> Items
    {
        get => _items ??= new NonNullCollection<SyndicationItem>();
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _items = value;
        }
    }

    /// <summary>Language of the feed, a BCP 47 tag.</summary>
    public string? Language { get; set; }

    /// <summary>When it last changed; the earliest value there is stands for none.</summary>
    /// <exception cref="XmlException">It was read from a document that holds no date there.</exception>
    public DateTimeOffset LastUpdatedTime
    {
        get => _lastUpdated.Value;
        set => _lastUpdated = new ReadDate(value);
    }

    /// <summary>Links.</summary>
    public Collection<SyndicationLink> Links => _links ??= [];

    /// <summary>Title.</summary>
    public TextSyndicationContent? Title { get; set; }

    /// <summary>Reads an Atom or RSS feed.</summary>
    /// <param name="reader">A reader at the root.</param>
    /// <exception cref="XmlException">It is neither, or not well-formed.</exception>
    public static SyndicationFeed Load(XmlReader reader) => Load<SyndicationFeed>(reader);

    /// <summary>Reads an Atom or RSS feed.</summary>
    /// <param name="reader">A reader at the root.</param>
    /// <exception cref="XmlException">It is neither, or not well-formed.</exception>
    public static TSyndicationFeed Load<TSyndicationFeed>(XmlReader reader) where TSyndicationFeed : SyndicationFeed, new()
    {
        ArgumentNullException.ThrowIfNull(reader);
        foreach (SyndicationFeedFormatter formatter in new SyndicationFeedFormatter[] { new Atom10FeedFormatter<TSyndicationFeed>(), new Rss20FeedFormatter<TSyndicationFeed>() })
        {
            if (!formatter.CanRead(reader))
                continue;
            formatter.ReadFrom(reader);
            return (TSyndicationFeed)formatter.Feed!;
        }
        throw FeedFaults.UnknownRoot(reader);
    }

    /// <summary>A copy.</summary>
    /// <param name="cloneItems">Whether its items are copied too.</param>
    public virtual SyndicationFeed Clone(bool cloneItems) => new(this, cloneItems);

    /// <summary>A writer as Atom.</summary>
    public Atom10FeedFormatter GetAtom10Formatter() => new(this);

    /// <summary>A writer as RSS, with Atom's elements for what RSS lacks.</summary>
    public Rss20FeedFormatter GetRss20Formatter() => GetRss20Formatter(true);

    /// <summary>A writer as RSS.</summary>
    /// <param name="serializeExtensionsAsAtom">Whether Atom's elements stand for what RSS lacks.</param>
    public Rss20FeedFormatter GetRss20Formatter(bool serializeExtensionsAsAtom) => new(this, serializeExtensionsAsAtom);

    /// <summary>Writes it as Atom.</summary>
    /// <param name="writer">Where to.</param>
    public void SaveAsAtom10(XmlWriter writer) => GetAtom10Formatter().WriteTo(writer);

    /// <summary>Writes it as RSS.</summary>
    /// <param name="writer">Where to.</param>
    public void SaveAsRss20(XmlWriter writer) => GetRss20Formatter().WriteTo(writer);

    internal void SetLastUpdated(ReadDate date) => _lastUpdated = date;

    private static IEnumerable<SyndicationItem>? CopyItems(IEnumerable<SyndicationItem>? items, bool deeply)
    {
        if (items is not IList<SyndicationItem> list)
            return deeply ? throw new InvalidOperationException("Items that are not held in a list cannot be copied.") : items;
        var copy = new NonNullCollection<SyndicationItem>();
        foreach (var item in list)
            copy.Add(deeply ? item.Clone() : item);
        return copy;
    }

    /// <summary>For derived types: a category that a reader fills.</summary>
    protected internal virtual SyndicationCategory CreateCategory() => new();

    /// <summary>For derived types: an item that a reader fills.</summary>
    protected internal virtual SyndicationItem CreateItem() => new();

    /// <summary>For derived types: a link that a reader fills.</summary>
    protected internal virtual SyndicationLink CreateLink() => new();

    /// <summary>For derived types: a person that a reader fills.</summary>
    protected internal virtual SyndicationPerson CreatePerson() => new();

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
