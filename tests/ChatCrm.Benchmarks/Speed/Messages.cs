using System.Globalization;
using System.Net.Sockets;

namespace ChatCrm.Benchmarks.Speed;

/// <summary>HTTP messages from one connection, one after another: plain sockets, so that little of the machine goes to reading them.</summary>
internal sealed class Messages(Socket socket)
{
    private static ReadOnlySpan<byte> LengthName => "Content-Length: "u8;

    private byte[] _read = new byte[64 * 1024];
    private int _head, _end;

    /// <summary>The next one's first line and fields, until the next one comes.</summary>
    public ReadOnlySpan<byte> Head => _read.AsSpan(0, _head);

    /// <summary>Its body, until the next one comes.</summary>
    public ReadOnlyMemory<byte> Body => _read.AsMemory(_head, _end - _head);

    /// <summary>Waits for the next one; false where the other side hangs up.</summary>
    public bool Next()
    {
        var (head, end) = (0, 0);
        while (head == 0)
        {
            if (!Receive(ref end)) return false;
            if (_read.AsSpan(0, end).IndexOf("\r\n\r\n"u8) is >= 0 and var blank) head = blank + 4;
        }
        var whole = head + Length(_read.AsSpan(0, head));
        if (whole > _read.Length) Array.Resize(ref _read, whole);
        while (end < whole)
            if (!Receive(ref end)) return false;
        (_head, _end) = (head, end);
        return true;
    }

    private bool Receive(ref int end)
    {
        var received = socket.Receive(_read.AsSpan(end));
        end += received;
        return received > 0;
    }

    private static int Length(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf(LengthName) is not (>= 0 and var at)) return 0;
        var value = head[(at + LengthName.Length)..];
        return int.Parse(value[..value.IndexOf((byte)'\r')], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
