using ChatCrm.Customers;

namespace ChatCrm.Tests.Customers;

public class NamedTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(CustomerSearch.Few)]
    [InlineData(CustomerSearch.Few + 1)]
    public void A_customer_is_found_once_by_its_own_name_before_a_contacts(int rows)
    {
        List<NameRow> found = [Row("c0", "Lena", "p1"), .. Enumerable.Range(1, rows - 2).Select(n => Row($"c{n}", $"Acme {n}")), Row("c0", "Acme")];
        Assert.Equal(["Acme", .. Enumerable.Range(1, rows - 2).Select(n => $"Acme {n}")], CustomerSearch.Named(found).Select(row => row.Name));
    }

    [Theory]
    [InlineData(CustomerSearch.Few)]
    [InlineData(CustomerSearch.Few + 1)]
    public void Different_customers_stay_in_their_order(int rows)
    {
        List<NameRow> found = [.. Enumerable.Range(0, rows).Select(n => Row($"c{n}", $"Acme {n}", n % 3 == 0 ? "p1" : ""))];
        Assert.Equal(found, CustomerSearch.Named(found));
    }

    private static NameRow Row(string customer, string name, string contact = "") => new() { Customer = customer, Name = name, Searched = name, Contact = contact };
}
