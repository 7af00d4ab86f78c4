namespace Syndication.Worker.Newsletters.Importing;

/// <summary>Who wrote a file of subscribers.</summary>
internal enum ImportSource
{
    /// <summary>Nobody in particular: <c>email</c>, and columns by this program's own names.</summary>
    Plain,

    /// <summary>listmonk, Subscribers, Export.</summary>
    Listmonk,

    /// <summary>Mailchimp, Audience, Export: one of its files of subscribed, unsubscribed and cleaned contacts.</summary>
    Mailchimp,

    /// <summary>Ghost, Members, Export.</summary>
    Ghost,

    /// <summary>Substack, the <c>email_list</c> of its export.</summary>
    Substack,

    /// <summary>Buttondown, subscribers of its export.</summary>
    Buttondown,
}
