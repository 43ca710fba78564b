using System.Security.Cryptography;
using System.Text;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Commands;

/// <summary>What a partition comes to: how many rows, and one fingerprint of all keys, turns and values. The same for the same rows in any store.</summary>
/// <param name="Hash">SHA-256, hexadecimal.</param>
internal sealed record Tally(long Rows, string Hash)
{
    /// <param name="rows">In the order of their keys.</param>
    public static async Task<Tally> Of(IAsyncEnumerable<Row> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        await foreach (var row in rows)
        {
            count++;
            // A length before each part: no two different rows read the same.
            foreach (var part in new[] { row.Key, row.Turn, row.Value })
            {
                var bytes = Encoding.UTF8.GetBytes(part);
                hash.AppendData(BitConverter.GetBytes(bytes.Length));
                hash.AppendData(bytes);
            }
        }
        return new(count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
