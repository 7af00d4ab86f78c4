namespace MimeKit.Headers;

/// <summary>The address lists of a message, read from its headers when they are first asked for and written back when they change.</summary>
internal sealed class MessageAddresses(HeaderList headers, Action<HeaderId, InternetAddressList> write)
{
    private readonly Dictionary<HeaderId, InternetAddressList> lists = [];
    private readonly HashSet<HeaderId> current = [];
    private bool loading;

    public InternetAddressList this[HeaderId id]
    {
        get
        {
            if (!lists.TryGetValue(id, out var list))
            {
                list = [];
                list.Changed += () => OnChanged(id, list);
                lists.Add(id, list);
            }

            if (current.Add(id))
                Load(id, list);
            return list;
        }
    }

    /// <summary>A header changed, or all did: its list is emptied, and read again when it is next asked for.</summary>
    public void Forget(HeaderId? id)
    {
        loading = true;
        foreach (var (known, list) in lists)
        {
            if ((id is null || id == known) && current.Remove(known))
                list.Clear();
        }

        loading = false;
    }

    private void Load(HeaderId id, InternetAddressList list)
    {
        loading = true;
        list.Clear();
        foreach (var header in headers)
        {
            if (header.Id == id && InternetAddressList.TryParse(headers.Options, header.RawText, out var parsed))
                list.AddRange(parsed);
        }

        loading = false;
    }

    private void OnChanged(HeaderId id, InternetAddressList list)
    {
        if (!loading)
            write(id, list);
    }
}
