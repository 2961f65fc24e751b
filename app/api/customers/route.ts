/** Customers to merge with, by words of their name, address or company. */

import { CustomerSearch } from "#lib/customers/model";
import { findCustomers } from "#lib/customers/queries";
import { endpoint } from "../../endpoint";

export const GET = endpoint("desk.read", CustomerSearch, findCustomers);
